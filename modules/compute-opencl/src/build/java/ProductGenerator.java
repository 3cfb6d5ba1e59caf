import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes {@code StepKernel}, whose products are too long to write by hand: Aparapi has neither
 * arrays in registers nor a way to ask for a loop to be unrolled, so a register block of 8×8 sums,
 * 16 deep, is 1024 multiplications, each with its own variables.
 *
 * <p>Run by the build, before it compiles: {@code java ProductGenerator.java FILE [ITEMS BLOCK
 * DEPTH]}. Without sizes it writes those that were measured best (docs/gpu.md); with sizes, both
 * products get them, which is how they were measured.
 */
final class ProductGenerator {
  private final StringBuilder text = new StringBuilder();
  private final int items;
  private final int block;
  private final int depth;
  private final int tile;

  /** The local arrays hold one float more a row, so that columns fall on different banks. */
  private final int pitch;

  private ProductGenerator(int items, int block, int depth) {
    this.items = items;
    this.block = block;
    this.depth = depth;
    tile = items * block;
    pitch = tile + 1;
  }

  public static void main(String[] args) throws IOException {
    boolean sized = args.length == 4;
    int items = sized ? Integer.parseInt(args[1]) : 16;
    int block = sized ? Integer.parseInt(args[2]) : 0;
    int depth = sized ? Integer.parseInt(args[3]) : 16;
    ProductGenerator wide = new ProductGenerator(items, sized ? block : 8, depth);
    ProductGenerator narrow = new ProductGenerator(items, sized ? block : 4, depth);
    Path file = Path.of(args[0]);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text(wide, narrow));
  }

  private static String text(ProductGenerator wide, ProductGenerator narrow) {
    return """
        package org.summand.compute.opencl;

        /** {@link Operations} with their products; written by ProductGenerator. */
        final class StepKernel extends Operations {
          static final int ITEMS = %d;
          static final int WIDE_TILE = %d;
          static final int NARROW_TILE = %d;

          StepKernel(com.aparapi.device.OpenCLDevice device) {
            super(device, %d);
          }

          @Override
          public void run() {
            if (op == WIDE) {
              wide();
            } else {
              if (op == NARROW) {
                narrow();
              } else {
                other();
              }
            }
          }

        %s
        %s}
        """
        .formatted(
            wide.items,
            wide.tile,
            narrow.tile,
            wide.depth * wide.pitch,
            wide.product("wide"),
            narrow.product("narrow"));
  }

  private String product(String name) {
    text.append("  void " + name + "() {\n");
    line("int tx = getLocalId(0);");
    line("int ty = getLocalId(1);");
    line("int lane = ty * " + items + " + tx;");
    line("int row0 = getGroupId(1) * " + tile + ";");
    line("int col0 = getGroupId(0) * " + tile + ";");
    for (int i = 0; i < block; i++) {
      for (int j = 0; j < block; j++) {
        line("float s" + i + "_" + j + " = 0f;");
      }
    }
    line("for (int k0 = 0; k0 < inner; k0 += " + depth + ") {");
    loadTiles();
    line("localBarrier();");
    for (int k = 0; k < depth; k++) {
      multiply(k);
    }
    line("localBarrier();");
    line("}");
    for (int i = 0; i < block; i++) {
      for (int j = 0; j < block; j++) {
        String row = "row0 + ty + " + i * items;
        String col = "col0 + tx + " + j * items;
        line("finish(" + row + ", " + col + ", s" + i + "_" + j + ");");
      }
    }
    text.append("  }\n");
    return text.toString();
  }

  /** Neighbouring items read neighbouring floats, whichever way the operand lies. */
  private void loadTiles() {
    int floats = tile * depth;
    String loop = "for (int e = lane; e < " + floats + "; e += " + items * items + ") {";
    line(loop);
    line("int r = e % " + tile + ";");
    line("int k = e / " + tile + ";");
    line("if (aCol == 1) { k = e % " + depth + "; r = e / " + depth + "; }");
    line("float v = 0f;");
    line("if (row0 + r < m && k0 + k < inner) {");
    line("v = at(aIn, aAt + (row0 + r) * aRow + (k0 + k) * aCol);");
    line("}");
    line("tileA[k * " + pitch + " + r] = v;");
    line("}");
    line(loop);
    line("int c = e % " + tile + ";");
    line("int k = e / " + tile + ";");
    line("if (bRow == 1) { k = e % " + depth + "; c = e / " + depth + "; }");
    line("float v = 0f;");
    line("if (col0 + c < n && k0 + k < inner) {");
    line("v = at(bIn, bAt + (k0 + k) * bRow + (col0 + c) * bCol);");
    line("}");
    line("tileB[k * " + pitch + " + c] = v;");
    line("}");
  }

  private void multiply(int k) {
    for (int i = 0; i < block; i++) {
      line("float a" + i + "_" + k + " = tileA[ty + " + (k * pitch + i * items) + "];");
    }
    for (int j = 0; j < block; j++) {
      line("float b" + j + "_" + k + " = tileB[tx + " + (k * pitch + j * items) + "];");
    }
    for (int i = 0; i < block; i++) {
      for (int j = 0; j < block; j++) {
        line("s" + i + "_" + j + " += a" + i + "_" + k + " * b" + j + "_" + k + ";");
      }
    }
  }

  private void line(String code) {
    text.append("    ").append(code).append('\n');
  }
}
