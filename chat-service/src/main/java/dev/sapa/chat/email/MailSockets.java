package dev.sapa.chat.email;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;

/**
 * Sockets to the very address that was looked at, whatever the name means by now; TLS still checks the name. All of them
 * can be cut, which is how somebody else ends work that takes too long.
 */
final class MailSockets extends SocketFactory {

    private final InetAddress address;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean isCut;

    MailSockets(InetAddress address) {
        this.address = address;
    }

    /** Ends everything that goes on over them, and lets nothing begin. */
    void cut() {
        isCut = true;
        open.forEach(MailSockets::close);
    }

    /** The same sockets, for a library that lays TLS over what it gets from there. */
    SSLSocketFactory underTls() {
        return new UnderTls();
    }

    /** The library connects it. */
    @Override
    public Socket createSocket() {
        var socket = new Socket() {
            @Override
            public void connect(SocketAddress endpoint, int timeout) throws IOException {
                super.connect(new InetSocketAddress(address, ((InetSocketAddress) endpoint).getPort()), timeout);
            }

            @Override
            public void connect(SocketAddress endpoint) throws IOException {
                connect(endpoint, 0);
            }
        };
        open.add(socket);
        if (isCut) {
            close(socket);
        }
        return socket;
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return connected(port);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
        return connected(port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return connected(port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
        return connected(port);
    }

    private Socket connected(int port) throws IOException {
        var socket = createSocket();
        socket.connect(new InetSocketAddress(address, port));
        return socket;
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException ignored) {
            // It is of no use any more, either way.
        }
    }

    private final class UnderTls extends SSLSocketFactory {

        private final SSLSocketFactory tls = (SSLSocketFactory) SSLSocketFactory.getDefault();

        @Override
        public Socket createSocket() {
            return MailSockets.this.createSocket();
        }

        @Override
        public Socket createSocket(Socket plain, String host, int port, boolean autoClose) throws IOException {
            return tls.createSocket(plain, host, port, autoClose);
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            return over(connected(port), host, port);
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
            return over(connected(port), host, port);
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            return over(connected(port), host.getHostName(), port);
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
            return over(connected(port), host.getHostName(), port);
        }

        @Override
        public String[] getDefaultCipherSuites() {
            return tls.getDefaultCipherSuites();
        }

        @Override
        public String[] getSupportedCipherSuites() {
            return tls.getSupportedCipherSuites();
        }

        private Socket over(Socket plain, String host, int port) throws IOException {
            return tls.createSocket(plain, host, port, true);
        }
    }
}
