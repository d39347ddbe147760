package dev.sapa.chat.file;

import java.util.UUID;

/**
 * A file as its uploader is told of it, for use among a message's attachments.
 *
 * @param url  path at this service; it carries the right to read the file and needs no other credential
 * @param size bytes
 */
record FileView(UUID id, String url, String name, String contentType, long size) {}
