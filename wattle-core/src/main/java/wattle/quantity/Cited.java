package wattle.quantity;

/// A value that can be defended: what, how well known, who says so.
///
/// @param value the value or interval
/// @param quality how it came to be known
/// @param source where it was read
/// @param note derivation or caveat; empty when there is none
public record Cited<T>(T value, Quality quality, Source source, String note) {}
