/// How meters speak to web servers: with a time limit, a pinned certificate, a login, and JSON.
@NullMarked
package wattle.meter.http;

import org.jspecify.annotations.NullMarked;
