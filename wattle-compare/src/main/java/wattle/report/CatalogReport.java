package wattle.report;

import java.util.List;
import wattle.catalog.Catalog;
import wattle.catalog.CatalogEntry;
import wattle.catalog.UserCatalog;

/// Stand-in until the report is merged.
public final class CatalogReport {
    private CatalogReport() {}

    /// Forms.
    public enum Form {
        TABLE,
        JSON,
        CSV,
        MARKDOWN
    }

    /// Nothing.
    public static String list(List<CatalogEntry> e, Form f) {
        return "" + e.size() + f;
    }

    /// Nothing.
    public static List<CatalogEntry> find(Catalog c, String id) {
        return c.withId(id);
    }

    /// Nothing.
    public static String show(List<CatalogEntry> e, Form f) {
        return "" + e.size() + f;
    }

    /// Nothing.
    public static String added(UserCatalog.Addition a) {
        return "" + a;
    }
}
