package wattle.cli;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.function.Consumer;

/// Hands the signals that a user or a scheduler sends to Wattle on to the measured command, which decides what they
/// mean. The JDK's only way to do so, `sun.misc.Signal`, has no supported name at compile time, and so is called by
/// reflection.
final class Signals {

    /// Names and numbers as in `signal(7)` on Linux.
    private static final List<String> NAMES = List.of("HUP", "INT", "TERM");
    private static final List<Integer> NUMBERS = List.of(1, 2, 15);

    private Signals() {}

    /// Calls `handler` with the number of each signal from now on, instead of ending.
    ///
    /// @return whether that works on this JVM
    static boolean forwardTo(Consumer<Integer> handler) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handling = Class.forName("sun.misc.SignalHandler");
            Method handle = signal.getMethod("handle", signal, handling);
            for (int i = 0; i < NAMES.size(); i++) {
                int number = NUMBERS.get(i);
                Object proxy = Proxy.newProxyInstance(
                        Signals.class.getClassLoader(), new Class<?>[] {handling}, (self, method, arguments) -> {
                            if (method.getName().equals("handle")) {
                                handler.accept(number);
                            }
                            return method.getName().equals("hashCode") ? (Object) System.identityHashCode(self) : null;
                        });
                handle.invoke(null, signal.getConstructor(String.class).newInstance(NAMES.get(i)), proxy);
            }
            return true;
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            // A JVM without them, or one that keeps a signal for itself: the command still gets the terminal's own.
            return false;
        }
    }
}
