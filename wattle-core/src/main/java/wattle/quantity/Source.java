package wattle.quantity;

/// Where a number was read.
///
/// @param key short name of the source in the catalogue, or `scenario`, `default`, `derived`
/// @param citation title, authors, year, or the place in the file
/// @param url where to read it; empty when there is no such place
public record Source(String key, String citation, String url) {}
