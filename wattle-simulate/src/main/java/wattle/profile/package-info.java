/// What is known of a machine: its power by state and the rate it really achieves, from catalogue runs and
/// curves.
@NullMarked
package wattle.profile;

import org.jspecify.annotations.NullMarked;
