package wattle.meter.nvml;

import java.util.Optional;
import java.util.function.Function;

/// What one call of the library came back with.
sealed interface Answer<T> {

    record Value<T>(T value) implements Answer<T> {}

    /// @param code an error of `nvmlReturn_t`; see [NvmlCode]
    record Refused<T>(int code) implements Answer<T> {}

    /// The value, if there is one.
    default Optional<T> found() {
        return switch (this) {
            case Value<T>(T value) -> Optional.of(value);
            case Refused<T> _ -> Optional.empty();
        };
    }

    /// The code: 0 with a value.
    default int code() {
        return switch (this) {
            case Value<T> _ -> NvmlCode.SUCCESS;
            case Refused<T>(int code) -> code;
        };
    }

    /// A refusal stays one.
    default <U> Answer<U> map(Function<T, U> change) {
        return switch (this) {
            case Value<T>(T value) -> new Value<>(change.apply(value));
            case Refused<T>(int code) -> new Refused<>(code);
        };
    }
}
