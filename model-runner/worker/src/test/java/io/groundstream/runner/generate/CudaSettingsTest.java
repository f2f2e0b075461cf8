package io.groundstream.runner.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundstream.runner.bundle.Precision;
import io.groundstream.schemas.service.ConfigException;
import io.groundstream.schemas.service.Settings;

import org.junit.jupiter.api.Test;

import java.util.Map;

class CudaSettingsTest {
    @Test
    void theDefaultsDoWithoutCudnnAndLoseNoPrecision() {
        assertThat(CudaSettings.from(Settings.of(Map.of()))).isEqualTo(CudaSettings.DEFAULT);
        assertThat(CudaSettings.DEFAULT.options(Precision.FP32))
                .isEqualTo(
                        Map.of(
                                "device_id", "0",
                                "arena_extend_strategy", "kNextPowerOfTwo",
                                "enable_cudnn", "0",
                                "use_tf32", "0",
                                "do_copy_in_default_stream", "1"));
        assertThat(CudaSettings.DEFAULT.options(Precision.FP16)).containsEntry("use_tf32", "1");
    }

    @Test
    void everyKeyReachesTheProvider() {
        var settings =
                CudaSettings.from(
                        Settings.of(
                                Map.of(
                                        "cuda.device", "3",
                                        "cuda.memory-limit-mib", "20000",
                                        "cuda.arena", "exact",
                                        "cuda.cudnn-search", "heuristic",
                                        "cuda.tf32", "on",
                                        "cuda.copies", "own")));

        assertThat(CudaSettings.from(Settings.of(settings.settings()))).isEqualTo(settings);
        assertThat(settings.options(Precision.FP32))
                .isEqualTo(
                        Map.of(
                                "device_id", "3",
                                "gpu_mem_limit", Long.toString(20_000L << 20),
                                "arena_extend_strategy", "kSameAsRequested",
                                "enable_cudnn", "1",
                                "cudnn_conv_algo_search", "HEURISTIC",
                                "use_tf32", "1",
                                "do_copy_in_default_stream", "0"));
    }

    @Test
    void faultsAreReportedTogether() {
        var wrong =
                Settings.of(
                        Map.of("cuda.device", "-1", "cuda.arena", "big", "cuda.tf32", "perhaps"));

        assertThatThrownBy(
                        () -> {
                            var _ = CudaSettings.from(wrong);
                            wrong.check();
                        })
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("cuda.device must be 0 to 63, got -1")
                .hasMessageContaining("cuda.arena must be one of [doubling, exact]")
                .hasMessageContaining("cuda.tf32 must be one of [auto, on, off]");
    }
}
