package wattle.recording;

/// A recording that cannot be read as it stands: cut off, altered, or of a later version.
/// Its message names the place.
public final class DamagedRecording extends RuntimeException {

    private static final long serialVersionUID = 1;

    DamagedRecording(String message) {
        super(message);
    }

    DamagedRecording(String message, Throwable cause) {
        super(message, cause);
    }
}
