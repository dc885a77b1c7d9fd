package dev.tankfleet.testkit.rule.bytecode;

import com.tngtech.archunit.core.domain.Dependency;

import dev.tankfleet.testkit.rule.ModuleTree;

import java.util.Optional;

/** Features know no product; an adapter one folder below does, and is named for it. */
final class ProductRule extends DependencyRule {
    @Override
    public String sentence() {
        return "products are used only in folders named for them, in wire and in the root";
    }

    @Override
    Optional<String> advice(ModuleTree tree, Dependency dependency) {
        var from = dependency.getOriginClass().getPackageName();
        var to = dependency.getTargetClass();
        return Product.ALL.stream()
                .filter(product -> product.owns(to.getPackageName()))
                .filter(product -> !product.isWelcomeIn(from, tree.basePackage()))
                .findFirst()
                .map(
                        product ->
                                "uses %s of %s; move it to a folder named %s"
                                        .formatted(
                                                to.getName(),
                                                product.name(),
                                                String.join(
                                                        " or ",
                                                        product.folders().stream()
                                                                .sorted()
                                                                .toList())));
    }
}
