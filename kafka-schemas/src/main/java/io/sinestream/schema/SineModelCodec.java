package io.sinestream.schema;

import io.sinestream.schema.SineModel.GoldenTriple;
import io.sinestream.schema.SineModel.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Values of {@code sine-model}. Maps keep the order they were written in. */
public final class SineModelCodec extends SingleObjectCodec<SineModel> {

    public SineModelCodec() {
        this(SchemaHistory.of("sine-model"));
    }

    SineModelCodec(SchemaHistory schemas) {
        super(schemas);
    }

    @Override
    void writeBody(SineModel model, AvroOutput to) {
        to.writeLong(model.epoch());
        to.writeLong(model.modelVersion());
        to.writeString(model.lineage());
        to.writeString(model.profile());
        writeBlockStart(model.switches().size(), to);
        model.switches().forEach((name, value) -> {
            to.writeString(name);
            to.writeString(value);
        });
        to.writeLong(0);
        to.writeString(model.fusion());
        to.writeLong(model.subInterests());
        to.writeLong(model.width());
        to.writeLong(model.items());
        writeBlockStart(model.tensors().size(), to);
        model.tensors().forEach((name, tensor) -> {
            to.writeString(name);
            writeTensor(tensor, to);
        });
        to.writeLong(0);
        writeBlockStart(model.golden().size(), to);
        model.golden().forEach(triple -> writeTriple(triple, to));
        to.writeLong(0);
    }

    /** A block of an array or map; an empty one has none, only the end. */
    private static void writeBlockStart(int count, AvroOutput to) {
        if (count > 0) {
            to.writeLong(count);
        }
    }

    private static void writeTensor(Tensor tensor, AvroOutput to) {
        writeBlockStart(tensor.shape().length, to);
        for (int axis : tensor.shape()) {
            to.writeLong(axis);
        }
        to.writeLong(0);
        to.writeFloats(tensor.data());
    }

    private static void writeTriple(GoldenTriple triple, AvroOutput to) {
        to.writeFloats(triple.userVectors());
        to.writeFloats(triple.userRelevance());
        to.writeFloats(triple.itemVector());
        to.writeFloat(triple.itemRelevance());
        to.writeFloat(triple.score());
    }

    @Override
    SineModel readBody(AvroInput from) throws MalformedRecordException {
        long epoch = from.readLong("epoch");
        long modelVersion = from.readLong("modelVersion");
        String lineage = from.readString("lineage");
        String profile = from.readString("profile");
        Map<String, String> switches = readSwitches(from);
        String fusion = from.readString("fusion");
        int subInterests = Vectors.axis("subInterests", from.readInt("subInterests"));
        int width = Vectors.axis("width", from.readInt("width"));
        long items = from.readLong("items");
        Map<String, Tensor> tensors = readTensors(from);
        List<GoldenTriple> golden = readGolden(subInterests, width, from);
        return new SineModel(
                epoch, modelVersion, lineage, profile, switches, fusion, subInterests, width, items, tensors, golden);
    }

    private static Map<String, String> readSwitches(AvroInput from) throws MalformedRecordException {
        Map<String, String> switches = new LinkedHashMap<>();
        for (int count = from.readBlock("switches"); count > 0; count = from.readBlock("switches")) {
            for (int i = 0; i < count; i++) {
                switches.put(from.readString("switches"), from.readString("switches"));
            }
        }
        return switches;
    }

    private static Map<String, Tensor> readTensors(AvroInput from) throws MalformedRecordException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (int count = from.readBlock("tensors"); count > 0; count = from.readBlock("tensors")) {
            for (int i = 0; i < count; i++) {
                String name = from.readString("tensors");
                tensors.put(name, readTensor(from));
            }
        }
        return tensors;
    }

    private static Tensor readTensor(AvroInput from) throws MalformedRecordException {
        List<Integer> shape = new ArrayList<>();
        long size = 1;
        for (int count = from.readBlock("shape"); count > 0; count = from.readBlock("shape")) {
            for (int i = 0; i < count; i++) {
                int axis = Vectors.axis("shape", from.readInt("shape"));
                shape.add(axis);
                // Saturates, so that no product of axes wraps round to the length that is there.
                size = Math.min(Integer.MAX_VALUE, size * axis);
            }
        }
        float[] data = Vectors.finite("data", from.readFloats("data"), size);
        return new Tensor(shape.stream().mapToInt(Integer::intValue).toArray(), data);
    }

    private static List<GoldenTriple> readGolden(int subInterests, int width, AvroInput from)
            throws MalformedRecordException {
        List<GoldenTriple> golden = new ArrayList<>();
        for (int count = from.readBlock("golden"); count > 0; count = from.readBlock("golden")) {
            for (int i = 0; i < count; i++) {
                golden.add(new GoldenTriple(
                        Vectors.finite("userVectors", from.readFloats("userVectors"), (long) subInterests * width),
                        Vectors.finite("userRelevance", from.readFloats("userRelevance"), subInterests),
                        Vectors.finite("itemVector", from.readFloats("itemVector"), width),
                        Vectors.finite("itemRelevance", from.readFloat("itemRelevance")),
                        Vectors.finite("score", from.readFloat("score"))));
            }
        }
        return golden;
    }
}
