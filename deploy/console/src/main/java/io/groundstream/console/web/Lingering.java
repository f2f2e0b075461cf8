package io.groundstream.console.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;

import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;

import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;

/**
 * Takes in, after an answer, what the client still sends of its body. A socket that is closed on
 * unread bytes is reset, and a reset takes the answer back: who sends a picture that is too large,
 * or whose session has ended meanwhile, would see a broken connection in place of the reason.
 */
public final class Lingering implements Filter {
    private static final long MAX_BYTES = 256L << 20;
    private static final Duration MAX_TIME = Duration.ofSeconds(30);

    /** For every request. */
    public static void addTo(ServletContextHandler context) {
        var holder = new FilterHolder(new Lingering());
        holder.setAsyncSupported(true);
        context.addFilter(holder, "/*", EnumSet.of(DispatcherType.REQUEST));
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        chain.doFilter(request, response);
        if (!request.isAsyncStarted() && sendsBody((HttpServletRequest) request)) {
            // the answer goes out whole before the first byte is waited for
            response.getOutputStream().close();
            discard(request);
        }
    }

    /** Who expects 100 and did not get it sends none. */
    private static boolean sendsBody(HttpServletRequest request) {
        return request.getHeader("Expect") == null
                && (request.getContentLengthLong() > 0
                        || request.getHeader("Transfer-Encoding") != null);
    }

    private static void discard(ServletRequest request) {
        long since = System.nanoTime();
        var buffer = new byte[16 << 10];
        try {
            var body = request.getInputStream();
            long bytes = 0;
            int read = 0;
            while (read >= 0
                    && bytes < MAX_BYTES
                    && System.nanoTime() - since < MAX_TIME.toNanos()) {
                read = body.read(buffer);
                bytes += read;
            }
        } catch (IOException e) {
            // gone, or silent for as long as a connection may be: it has been answered
        }
    }
}
