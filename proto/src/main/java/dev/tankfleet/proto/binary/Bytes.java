package dev.tankfleet.proto.binary;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Big-endian numbers in byte arrays. Stateless; every thread may call it. */
final class Bytes {
    private static final VarHandle SHORT =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private Bytes() {}

    static void putU8(byte[] buffer, int at, int value) {
        buffer[at] = (byte) value;
    }

    static void putI16(byte[] buffer, int at, int value) {
        SHORT.set(buffer, at, (short) value);
    }

    static void putI32(byte[] buffer, int at, int value) {
        INT.set(buffer, at, value);
    }

    static int u8(byte[] buffer, int at) {
        return buffer[at] & 0xFF;
    }

    static int u16(byte[] buffer, int at) {
        return (short) SHORT.get(buffer, at) & 0xFFFF;
    }

    static int i16(byte[] buffer, int at) {
        return (short) SHORT.get(buffer, at);
    }

    static int i32(byte[] buffer, int at) {
        return (int) INT.get(buffer, at);
    }
}
