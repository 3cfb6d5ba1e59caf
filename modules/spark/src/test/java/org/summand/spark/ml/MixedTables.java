package org.summand.spark.ml;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** A made-up table as people have them: numbers, gaps, words, booleans, dates; a label of words. */
final class MixedTables {
  static final StructType SCHEMA =
      new StructType()
          .add("age", DataTypes.IntegerType)
          .add("city", DataTypes.StringType)
          .add("income", DataTypes.StringType)
          .add("insured", DataTypes.BooleanType)
          .add("since", DataTypes.DateType)
          .add("seen", DataTypes.TimestampType)
          .add("region", DataTypes.IntegerType)
          .add("planet", DataTypes.StringType)
          .add("kind", DataTypes.StringType)
          .add("worth", DataTypes.DoubleType);

  /** What can be learned from; {@code planet} is the same in all rows. */
  static final String[] INPUTS = {
    "age", "city", "income", "insured", "since", "seen", "region", "planet"
  };

  private static final String[] CITIES = {"Ulm", "Bonn", "Köln", "Jena"};
  private static final String[] KINDS = {"aster", "iris", "rose"};

  private MixedTables() {}

  static Dataset<Row> of(int rows, long seed) {
    Random random = new Random(seed);
    List<Row> made = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      made.add(row(random));
    }
    return Tables.of(SCHEMA, made);
  }

  private static Row row(Random random) {
    int age = 20 + random.nextInt(50);
    int city = random.nextInt(CITIES.length);
    double income = Math.exp(8 + random.nextGaussian());
    boolean insured = random.nextBoolean();
    LocalDate since = LocalDate.of(2015, 1, 1).plusDays(random.nextInt(3000));
    int region = random.nextInt(3);
    int kind = city == 0 ? 0 : insured ? 1 : 2;
    return RowFactory.create(
        random.nextInt(10) == 0 ? null : age,
        random.nextInt(20) == 0 ? null : CITIES[city],
        random.nextInt(10) == 0 ? "NA" : String.format(java.util.Locale.ROOT, "%.2f", income),
        insured,
        Date.valueOf(since),
        random.nextInt(10) == 0 ? null : Timestamp.valueOf(since.atTime(random.nextInt(24), 30)),
        region,
        "earth",
        KINDS[kind],
        1e5 + 1e3 * age + 2e4 * city + (insured ? 5e4 : 0));
  }
}
