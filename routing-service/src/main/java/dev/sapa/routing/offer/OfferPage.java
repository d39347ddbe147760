package dev.sapa.routing.offer;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** @param nextCursor always null: open offers are few and come whole */
record OfferPage(List<OfferView> items, @Nullable String nextCursor) {}
