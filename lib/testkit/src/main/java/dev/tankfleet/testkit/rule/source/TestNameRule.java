package dev.tankfleet.testkit.rule.source;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;

import dev.tankfleet.testkit.rule.HouseRule;
import dev.tankfleet.testkit.rule.ModuleTree;
import dev.tankfleet.testkit.rule.SourceFile;
import dev.tankfleet.testkit.rule.Violation;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import javax.lang.model.element.Modifier;

/** The class says the weight of a test, the method says what the code does. */
final class TestNameRule implements HouseRule {
    static final int WORDS_MIN = 3;

    private static final Set<String> TEST_ANNOTATIONS =
            Set.of("Test", "ParameterizedTest", "RepeatedTest", "TestFactory", "TestTemplate");
    private static final Pattern CLASS_NAME = Pattern.compile("\\w+(Test|IT)");
    private static final Pattern LOWER_CAMEL = Pattern.compile("[a-z][a-zA-Z0-9]*");
    private static final Pattern WORD_START = Pattern.compile("(?=[A-Z])");

    @Override
    public String sentence() {
        return "tests are named by weight (*Test, *ContractTest, *IT, *SimulationTest) and by"
                + " behaviour";
    }

    @Override
    public List<Violation> violations(ModuleTree tree) {
        return tree.test().stream().flatMap(file -> new Scan(file).run().stream()).toList();
    }

    private static final class Scan extends SyntaxScan {
        Scan(SourceFile file) {
            super(file);
        }

        @Override
        public @Nullable Void visitClass(ClassTree node, @Nullable Void unused) {
            var isTopLevel = file.unit().getTypeDecls().contains(node);
            var isContract = node.getSimpleName().toString().endsWith("ContractTest");
            var isAbstract = node.getModifiers().getFlags().contains(Modifier.ABSTRACT);
            if (isTopLevel && isContract && !isAbstract && node.getExtendsClause() == null) {
                report(node, "a *ContractTest is abstract; each adapter extends it");
            }
            return super.visitClass(node, null);
        }

        @Override
        public @Nullable Void visitMethod(MethodTree node, @Nullable Void unused) {
            if (isTest(node)) {
                if (!CLASS_NAME.matcher(file.name()).matches()) {
                    report(
                            node,
                            "holds a test, so name the class *Test, *ContractTest, *IT or"
                                    + " *SimulationTest");
                }
                checkName(node);
            }
            return super.visitMethod(node, null);
        }

        private void checkName(MethodTree node) {
            var name = node.getName().toString();
            if (name.startsWith("test") || !LOWER_CAMEL.matcher(name).matches()) {
                report(node, name + ": begin with a verb that says what the code does");
            } else if (WORD_START.split(name).length < WORDS_MIN) {
                report(node, name + ": say the behaviour in at least " + WORDS_MIN + " words");
            }
        }

        private static boolean isTest(MethodTree node) {
            return node.getModifiers().getAnnotations().stream()
                    .map(AnnotationTree::getAnnotationType)
                    .map(Object::toString)
                    .anyMatch(TEST_ANNOTATIONS::contains);
        }
    }
}
