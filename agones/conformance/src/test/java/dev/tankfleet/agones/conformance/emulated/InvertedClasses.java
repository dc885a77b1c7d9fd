package dev.tankfleet.agones.conformance.emulated;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * An emulator with a rule turned round, beside the one that everybody else has: its classes and the
 * one that starts it are loaded anew, those of the changed sources as they were compiled here.
 */
final class InvertedClasses extends ClassLoader {
    private static final String PACKAGE = "dev.tankfleet.agones.emulator.";
    private static final String FOLDER = "/dev/tankfleet/agones/emulator/";

    private final Map<String, byte[]> compiled;

    private InvertedClasses(ClassLoader parent, Map<String, byte[]> compiled) {
        super(parent);
        this.compiled = Map.copyOf(compiled);
    }

    /**
     * Compiles the changed sources.
     *
     * @throws IllegalStateException if they are not Java
     */
    static InvertedClasses of(Inversion inversion) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        Map<String, ByteArrayOutputStream> written = new ConcurrentHashMap<>();
        List<JavaFileObject> sources = new ArrayList<>();
        inversion.sources().forEach((name, text) -> sources.add(new Source(name, text)));
        List<String> options =
                List.of("-proc:none", "-nowarn", "-parameters", "-classpath", classPath());
        StringBuilder problems = new StringBuilder();
        try (var files =
                new InMemory(
                        compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8),
                        written)) {
            boolean isDone =
                    compiler.getTask(
                                    null,
                                    files,
                                    problem -> problems.append(problem).append('\n'),
                                    options,
                                    null,
                                    sources)
                            .call();
            if (!isDone) {
                throw new IllegalStateException(inversion + "\n" + problems);
            }
        }
        Map<String, byte[]> classes = new HashMap<>();
        written.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
        return new InvertedClasses(InvertedClasses.class.getClassLoader(), classes);
    }

    @Override
    protected Class<?> loadClass(String name, boolean isResolved) throws ClassNotFoundException {
        boolean isOwn =
                name.startsWith(PACKAGE)
                        || name.startsWith(EmulatedAgones.class.getName())
                        || name.startsWith(Policies.class.getName());
        if (!isOwn) {
            return super.loadClass(name, isResolved);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? define(name) : loaded;
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        byte[] bytes = compiled.get(name);
        if (bytes == null) {
            try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (in == null) {
                    throw new ClassNotFoundException(name);
                }
                bytes = in.readAllBytes();
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
        return defineClass(name, bytes, 0, bytes.length);
    }

    /** Maven hides the class path of the tests in the manifest of a jar. */
    private static String classPath() {
        return System.getProperty(
                "surefire.test.class.path", System.getProperty("java.class.path"));
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String name, String text) {
            super(URI.create("string://" + FOLDER + name), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean isLenient) {
            return text;
        }
    }

    private static final class InMemory extends ForwardingJavaFileManager<JavaFileManager> {
        private final Map<String, ByteArrayOutputStream> written;

        InMemory(JavaFileManager files, Map<String, ByteArrayOutputStream> written) {
            super(files);
            this.written = written;
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
            return new SimpleJavaFileObject(URI.create("string:///" + name), kind) {
                @Override
                public OutputStream openOutputStream() {
                    var bytes = new ByteArrayOutputStream();
                    written.put(name, bytes);
                    return bytes;
                }
            };
        }
    }
}
