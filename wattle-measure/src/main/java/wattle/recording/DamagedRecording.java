package wattle.recording;

/// A part of a recording that cannot be read as it stands: cut off, altered, or of a later version.
final class DamagedRecording extends RuntimeException {

    private static final long serialVersionUID = 1;

    DamagedRecording(String message) {
        super(message);
    }

    DamagedRecording(String message, Throwable cause) {
        super(message, cause);
    }
}
