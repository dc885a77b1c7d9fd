package dev.tankfleet.testkit.rule.bytecode;

import dev.tankfleet.testkit.rule.Violation;

import java.lang.classfile.Attributes;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LineNumber;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A walk over the code of one hot class. One use, one thread. */
final class HotPathScan {
    private static final Set<String> BOXES =
            Set.of(
                    "java/lang/Integer",
                    "java/lang/Long",
                    "java/lang/Short",
                    "java/lang/Byte",
                    "java/lang/Character",
                    "java/lang/Boolean",
                    "java/lang/Float",
                    "java/lang/Double");
    private static final Set<String> FREE_METHODS = Set.of("<init>", "<clinit>", "toString");

    private final ClassModel model;
    private final List<Violation> found = new ArrayList<>();

    HotPathScan(ClassModel model) {
        this.model = model;
    }

    List<Violation> run() {
        for (var method : model.methods()) {
            if (!FREE_METHODS.contains(method.methodName().stringValue())) {
                scan(method);
            }
        }
        return List.copyOf(found);
    }

    private void scan(MethodModel method) {
        int line = 1;
        for (var element : method.code().map(code -> code.elementList()).orElse(List.of())) {
            if (element instanceof LineNumber number) {
                line = number.line();
            } else {
                int at = line;
                advice(element)
                        .ifPresent(text -> found.add(new Violation(file() + ":" + at, text)));
            }
        }
    }

    private static Optional<String> advice(CodeElement element) {
        return switch (element) {
            case InvokeInstruction call -> adviceOnCall(call);
            case InvokeDynamicInstruction call
                    when call.bootstrapMethod().owner().displayName().equals("LambdaMetafactory") ->
                    Optional.of("a lambda in hot code; write the loop, or a class made beforehand");
            default -> Optional.empty();
        };
    }

    private static Optional<String> adviceOnCall(InvokeInstruction call) {
        var owner = call.owner().asInternalName();
        if (owner.startsWith("java/util/stream/")
                || call.type().stringValue().contains("/stream/")) {
            return Optional.of("a stream in hot code; write the loop");
        }
        if (BOXES.contains(owner) && call.name().equalsString("valueOf")) {
            return Optional.of("boxes a number in hot code; keep it primitive");
        }
        return Optional.empty();
    }

    private String file() {
        var name = model.thisClass().asInternalName();
        var source =
                model.findAttribute(Attributes.sourceFile())
                        .map(attribute -> attribute.sourceFile().stringValue())
                        .orElse(name);
        return "src/main/java/" + name.substring(0, name.lastIndexOf('/') + 1) + source;
    }
}
