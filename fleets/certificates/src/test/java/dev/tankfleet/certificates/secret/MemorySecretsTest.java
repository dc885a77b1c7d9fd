package dev.tankfleet.certificates.secret;

final class MemorySecretsTest extends SecretsContractTest {
    @Override
    protected Secrets secrets() {
        return new MemorySecrets();
    }
}
