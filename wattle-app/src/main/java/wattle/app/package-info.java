/// The roof: one class per thing a user can do. Nothing here prints or exits.
@NullMarked
package wattle.app;

import org.jspecify.annotations.NullMarked;
