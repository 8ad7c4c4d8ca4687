package vn.tusoi;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A line to a server on this machine that can be cut, with everything that runs over it, and mended. */
public final class Line implements Closeable {

    private final int target;
    private final int port;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private volatile ServerSocket door;

    public Line(int target) throws IOException {
        this.target = target;
        listen(0);
        this.port = door.getLocalPort();
    }

    /** Port of the server itself, past the line. */
    public int target() {
        return target;
    }

    public int port() {
        return port;
    }

    /** Ends every connection and refuses new ones. */
    public void cut() throws IOException {
        door.close();
        for (Socket socket : open) {
            socket.close();
        }
        open.clear();
    }

    public void mend() throws IOException {
        if (door.isClosed()) {
            listen(port);
        }
    }

    @Override
    public void close() throws IOException {
        cut();
    }

    private void listen(int on) throws IOException {
        ServerSocket listening = new ServerSocket();
        listening.setReuseAddress(true);
        listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), on));
        door = listening;
        daemon(() -> {
            while (!listening.isClosed()) {
                try {
                    Socket from = listening.accept();
                    Socket to = new Socket(InetAddress.getLoopbackAddress(), target);
                    open.addAll(List.of(from, to));
                    carry(from, to);
                    carry(to, from);
                } catch (IOException cut) {
                    if (!listening.isClosed()) {
                        throw new UncheckedIOException(cut);
                    }
                }
            }
        });
    }

    private static void carry(Socket from, Socket to) {
        daemon(() -> {
            try (from; to; InputStream in = from.getInputStream(); OutputStream out = to.getOutputStream()) {
                in.transferTo(out);
            } catch (IOException cut) {
                // that is what cutting means
            }
        });
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "line");
        thread.setDaemon(true);
        thread.start();
    }
}
