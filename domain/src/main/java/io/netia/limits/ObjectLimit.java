package io.netia.limits;

/**
 * What a free JSON object may hold.
 *
 * @param bytes its size as the database renders it, in UTF-8; see {@link
 *     io.netia.input.FreeObject#bytes}
 * @param keys number of keys, those of objects inside it included
 * @param depth objects and lists inside one another, itself included
 */
public record ObjectLimit(int bytes, int keys, int depth) {}
