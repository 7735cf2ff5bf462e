/// Every sample of a run as a Parquet file. Optional: only whoever exports such a file has this and its libraries.
@NullMarked
package wattle.parquet;

import org.jspecify.annotations.NullMarked;
