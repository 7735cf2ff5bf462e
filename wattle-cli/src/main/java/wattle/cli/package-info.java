/// The terminal: parses arguments, prints answers, sets exit codes. No formula lives here.
@NullMarked
package wattle.cli;

import org.jspecify.annotations.NullMarked;
