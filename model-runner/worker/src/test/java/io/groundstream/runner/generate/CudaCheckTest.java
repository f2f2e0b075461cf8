package io.groundstream.runner.generate;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundstream.runner.generate.CudaSettings.Arena;
import io.groundstream.runner.generate.CudaSettings.Copies;
import io.groundstream.runner.generate.CudaSettings.CudnnSearch;
import io.groundstream.runner.generate.CudaSettings.Tf32;

import org.junit.jupiter.api.Test;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

class CudaCheckTest {
    private static final List<String> ALL =
            List.of(
                    "libcuda.so.1",
                    "libcudart.so.12",
                    "libcublas.so.12",
                    "libcublasLt.so.12",
                    "libcurand.so.10");

    private final Fake machine = new Fake();

    @Test
    void aMachineThatHasEverythingHasNoFaults() {
        assertThat(faults()).isEmpty();
    }

    @Test
    void noDriverIsSaidWithHowToGetOne() {
        machine.there.remove("libcuda.so.1");

        assertThat(faults())
                .singleElement()
                .asString()
                .contains("no NVIDIA driver", "libcuda.so.1", "--gpus all", "525.60");
    }

    @Test
    void aDriverThatIsTooOldIsToldItsVersion() {
        machine.driver = new CudaMachine.Driver(11_040, 0, 1);

        assertThat(faults())
                .singleElement()
                .asString()
                .contains("too old", "CUDA up to 11.4", "12.0 is needed");
    }

    @Test
    void aDriverWithoutDevicesIsTold() {
        machine.driver = new CudaMachine.Driver(12_080, 100, 0);

        assertThat(faults()).singleElement().asString().contains("sees no GPU", "nvidia-smi");
    }

    @Test
    void aDriverThatDoesNotStartIsToldItsError() {
        machine.driver = new CudaMachine.Driver(12_080, 803, 0);

        assertThat(faults()).singleElement().asString().contains("its error 803");
    }

    @Test
    void theStubOfTheToolkitIsNoDriver() {
        machine.driver = new CudaMachine.Driver(12_080, 34, 0);

        assertThat(faults()).singleElement().asString().contains("stub", "LD_LIBRARY_PATH");
    }

    @Test
    void aDeviceThatIsNotThereIsNamed() {
        machine.driver = new CudaMachine.Driver(12_080, 0, 2);

        assertThat(faults(device(2)))
                .singleElement()
                .asString()
                .contains("no GPU 2", "sees 2", "cuda.device");
        assertThat(faults(device(1))).isEmpty();
    }

    @Test
    void allMissingLibrariesAreNamedAtOnceWithTheirPackages() {
        machine.there.removeAll(Set.of("libcublas.so.12", "libcublasLt.so.12", "libcurand.so.10"));

        assertThat(faults())
                .singleElement()
                .asString()
                .contains("libcublas.so.12, libcublasLt.so.12, libcurand.so.10")
                .contains("libcublas-12, libcurand-12", "LD_LIBRARY_PATH")
                .doesNotContain("cuda-cudart-12", "which does not do");
    }

    @Test
    void anotherMajorVersionIsNoHelpAndIsNamed() {
        machine.there.removeAll(ALL.subList(1, ALL.size()));
        machine.there.add("libcudart.so.13");

        assertThat(faults())
                .singleElement()
                .asString()
                .contains("there is CUDA 13, which does not do");
    }

    @Test
    void aBrokenLibraryIsToldFromOneThatIsNotThere() {
        machine.there.remove("libcurand.so.10");
        machine.broken = "libcurand.so.10";

        assertThat(faults()).singleElement().asString().contains("libcurand.so.10 (/x/libcurand");
    }

    @Test
    void cudnnIsNeededOnlyWhereItIsAskedFor() {
        var searching =
                new CudaSettings(0, 0, Arena.EXACT, CudnnSearch.HEURISTIC, Tf32.OFF, Copies.OWN);

        assertThat(faults(searching))
                .singleElement()
                .asString()
                .contains("libcudnn.so.9", "cudnn9-cuda-12");
    }

    @Test
    void theDriverAndLibrariesAreReportedTogether() {
        machine.there.clear();

        assertThat(faults()).hasSize(2);
    }

    private List<CudaFault> faults() {
        return faults(CudaSettings.DEFAULT);
    }

    private List<CudaFault> faults(CudaSettings settings) {
        return new CudaCheck(machine).faults(settings);
    }

    private static CudaSettings device(int number) {
        return new CudaSettings(
                number, 0, Arena.DOUBLING, CudnnSearch.OFF, Tf32.AUTO, Copies.SHARED);
    }

    private static final class Fake implements CudaMachine {
        private final Set<String> there = new HashSet<>(ALL);
        private String broken = "";
        private Driver driver = new Driver(12_080, 0, 1);

        @Override
        public Optional<String> whyNot(String library) {
            if (there.contains(library)) {
                return Optional.empty();
            }
            return Optional.of(
                    library.equals(broken)
                            ? "/x/" + library + ": file too short"
                            : library + ": cannot open shared object file: No such file");
        }

        @Override
        public Driver driver() {
            return driver;
        }
    }
}
