package io.groundstream.console.web;

/** Whether TLS asks clients for a certificate. */
enum ClientAuth {
    NONE,
    REQUIRED
}
