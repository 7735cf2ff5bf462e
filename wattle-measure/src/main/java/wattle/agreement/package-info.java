/// How well meters agree, and which quantity of a run predicts its energy: pure functions of what was recorded.
@NullMarked
package wattle.agreement;

import org.jspecify.annotations.NullMarked;
