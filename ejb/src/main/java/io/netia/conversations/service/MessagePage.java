package io.netia.conversations.service;

import io.netia.json.service.RawJson;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Messages of one conversation, in one reader's view.
 *
 * @param data never empty while there are more
 * @param hasMore whether there are others behind the last one
 */
public record MessagePage(
    @Schema(implementation = MessageView.class) List<RawJson> data, boolean hasMore) {}
