/// Documents that people write, read so that every value knows where it stands: file, line, column and key
/// path.
@NullMarked
package wattle.document;

import org.jspecify.annotations.NullMarked;
