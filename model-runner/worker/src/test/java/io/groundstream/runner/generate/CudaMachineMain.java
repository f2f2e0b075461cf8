package io.groundstream.runner.generate;

/** {@code CudaMachineMain LIBRARY|driver}: what the machine answers. */
final class CudaMachineMain {
    private CudaMachineMain() {}

    public static void main(String[] args) {
        var machine = new NativeCudaMachine();
        System.out.println(
                args[0].equals("driver")
                        ? machine.driver()
                        : machine.whyNot(args[0]).orElse(args[0] + " loads"));
    }
}
