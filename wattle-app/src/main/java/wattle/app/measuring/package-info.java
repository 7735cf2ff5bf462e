/// What a user can do with meters and measured runs, one class each.
@NullMarked
package wattle.app.measuring;

import org.jspecify.annotations.NullMarked;
