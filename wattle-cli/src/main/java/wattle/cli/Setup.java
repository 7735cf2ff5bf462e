package wattle.cli;

import java.nio.file.Path;
import wattle.catalog.Catalog;
import wattle.catalog.UserCatalog;

/// What every command starts from: the catalogue with the user's own entries over it.
final class Setup {

    private Setup() {}

    static UserCatalog userCatalog() {
        return UserCatalog.of(System.getenv(), Path.of(System.getProperty("user.home")));
    }

    static Catalog catalog() {
        return userCatalog().over(Catalog.builtIn());
    }
}
