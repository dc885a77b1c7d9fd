package dev.tankfleet.game;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Instruction;
import java.lang.classfile.MethodModel;
import java.lang.classfile.TypeKind;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.NameAndTypeEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.lang.classfile.instruction.TypeCheckInstruction;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the game is compiled to: the browser runs the same class files. */
final class ClassFileTest {

    private static final String OWN = "dev/tankfleet/game/";

    /**
     * Everything of the JDK that the game may touch; what is not here may be missing in a browser.
     */
    private static final Set<String> ALLOWED =
            Set.of(
                    "java/lang/Enum",
                    "java/lang/IllegalArgumentException",
                    "java/lang/IllegalStateException",
                    "java/lang/IndexOutOfBoundsException",
                    "java/lang/Integer",
                    "java/lang/Math",
                    "java/lang/Object",
                    "java/lang/Record",
                    "java/lang/String",
                    "java/lang/System",
                    "java/lang/Class",
                    "java/util/ArrayList",
                    "java/util/Arrays",
                    "java/util/Collection",
                    "java/util/Iterator",
                    "java/util/List",
                    // What the compiler writes for records, enums and joined strings.
                    "java/lang/MatchException",
                    "java/lang/Throwable",
                    "java/lang/NoSuchFieldError",
                    "java/lang/invoke/CallSite",
                    "java/lang/invoke/MethodHandle",
                    "java/lang/invoke/MethodHandles",
                    "java/lang/invoke/MethodHandles$Lookup",
                    "java/lang/invoke/MethodType",
                    "java/lang/invoke/StringConcatFactory",
                    "java/lang/invoke/TypeDescriptor",
                    "java/lang/runtime/ObjectMethods",
                    "java/lang/runtime/SwitchBootstraps",
                    "java/util/Objects");

    /** Marks for compilers and tests, which no class file needs to run. */
    private static final Set<String> MARKS =
            Set.of(
                    "org/jspecify/annotations/NullMarked",
                    "org/jspecify/annotations/Nullable",
                    "dev/tankfleet/process/HotPath");

    /** The one place that computes in 64 bits, once, when the table is made. */
    private static final String SINE_TABLE = OWN + "angle/SineTable";

    private static final Pattern TYPE_IN_DESCRIPTOR = Pattern.compile("L([\\w/$]+);");

    private static final String OPERATIONS =
            "(LOAD|STORE|CONST|ADD|SUB|MUL|DIV|REM|NEG|CMP|RETURN|ALOAD|ASTORE|SH|USH|AND|OR|XOR|2).*";

    private static final Pattern DESCRIPTOR =
            Pattern.compile("(\\((\\[*([BCDFIJSZ]|L[\\w/$]+;))*\\))?\\[*([BCDFIJSZV]|L[\\w/$]+;)");

    private static List<ClassModel> classes;

    @BeforeAll
    static void readClasses() throws IOException, URISyntaxException {
        Path root =
                Path.of(
                        Simulation.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toURI());
        classes = new ArrayList<>();
        try (Stream<Path> files = Files.walk(root.resolve(OWN))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".class")).toList()) {
                classes.add(ClassFile.of().parse(file));
            }
        }
        assertThat(classes).hasSizeGreaterThan(30);
    }

    @Test
    void holdsNoFloatingPoint() {
        assertThat(classes)
                .allSatisfy(
                        one ->
                                assertThat(kindsIn(one))
                                        .doesNotContain(TypeKind.FLOAT, TypeKind.DOUBLE));
    }

    @Test
    void computesInThirtyTwoBits() {
        assertThat(classes)
                .filteredOn(one -> !nameOf(one).equals(SINE_TABLE))
                .allSatisfy(one -> assertThat(kindsIn(one)).doesNotContain(TypeKind.LONG));
    }

    @Test
    void touchesOnlyWhatTheBrowserHas() {
        Set<String> touched = new TreeSet<>();
        for (ClassModel one : classes) {
            for (PoolEntry entry : one.constantPool()) {
                if (entry instanceof ClassEntry type) {
                    addTypes(type.asInternalName(), touched);
                } else if (entry instanceof Utf8Entry text
                        && DESCRIPTOR.matcher(text.stringValue()).matches()) {
                    addTypesOfDescriptor(text.stringValue(), touched);
                }
            }
        }
        touched.removeIf(name -> name.startsWith(OWN));
        touched.removeAll(MARKS);

        assertThat(touched).isSubsetOf(ALLOWED).contains("java/lang/Object", "java/util/List");
    }

    @Test
    void showsBotsNoMoreThanAPersonSees() {
        String world = OWN + "world/";
        assertThat(classes)
                .filteredOn(one -> nameOf(one).startsWith(OWN + "bot/"))
                .isNotEmpty()
                .allSatisfy(
                        one -> {
                            Set<String> touched = new TreeSet<>();
                            for (PoolEntry entry : one.constantPool()) {
                                if (entry instanceof ClassEntry type) {
                                    addTypes(type.asInternalName(), touched);
                                }
                            }
                            touched.removeIf(name -> !name.startsWith(world));
                            assertThat(touched).isSubsetOf(world + "Inputs", world + "BotMemory");
                        });
    }

    /** The types of the values that instructions, fields and methods of a class handle. */
    private static Set<TypeKind> kindsIn(ClassModel one) {
        Set<TypeKind> kinds = new TreeSet<>();
        one.fields().forEach(field -> addKinds(field.fieldType().stringValue(), kinds));
        for (MethodModel method : one.methods()) {
            addKinds(method.methodType().stringValue(), kinds);
            method.code().ifPresent(code -> code.forEach(element -> addKinds(element, kinds)));
        }
        for (PoolEntry entry : one.constantPool()) {
            if (entry instanceof NameAndTypeEntry used) {
                addKinds(used.type().stringValue(), kinds);
            }
        }
        return kinds;
    }

    private static void addKinds(CodeElement element, Set<TypeKind> kinds) {
        if (element instanceof Instruction instruction
                && !(element instanceof TypeCheckInstruction)) {
            String name = instruction.opcode().name();
            addIf(name, "F", "[ILD]2F", TypeKind.FLOAT, kinds);
            addIf(name, "D", "[ILF]2D", TypeKind.DOUBLE, kinds);
            addIf(name, "L", "[IFD]2L", TypeKind.LONG, kinds);
        }
    }

    /** Opcodes are named for what they handle: FLOAD_0, DADD, LCMP, LUSHR; I2F. */
    private static void addIf(
            String opcode, String letter, String toIt, TypeKind kind, Set<TypeKind> kinds) {
        if (opcode.matches(toIt) || opcode.matches(letter + OPERATIONS)) {
            kinds.add(kind);
        }
    }

    private static void addKinds(String descriptor, Set<TypeKind> kinds) {
        String primitives = TYPE_IN_DESCRIPTOR.matcher(descriptor).replaceAll("");
        if (primitives.indexOf('F') >= 0) {
            kinds.add(TypeKind.FLOAT);
        }
        if (primitives.indexOf('D') >= 0) {
            kinds.add(TypeKind.DOUBLE);
        }
        if (primitives.indexOf('J') >= 0) {
            kinds.add(TypeKind.LONG);
        }
    }

    private static void addTypes(String name, Set<String> touched) {
        if (name.startsWith("[")) {
            addTypesOfDescriptor(name, touched);
        } else {
            touched.add(name);
        }
    }

    private static void addTypesOfDescriptor(String descriptor, Set<String> touched) {
        Matcher types = TYPE_IN_DESCRIPTOR.matcher(descriptor);
        while (types.find()) {
            touched.add(types.group(1));
        }
    }

    private static String nameOf(ClassModel one) {
        return one.thisClass().asInternalName();
    }
}
