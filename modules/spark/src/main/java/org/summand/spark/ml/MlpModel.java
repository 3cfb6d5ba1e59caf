package org.summand.spark.ml;

import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.summand.model.NetworkModel;
import org.summand.spark.predict.PredictionWriter;
import org.summand.spark.predict.Predictor;
import org.summand.table.MessageText;
import org.summand.table.RawColumn;
import org.summand.table.TableEncoder;

/**
 * The common part of the models of classifier and regressor: the trained network, scored in blocks
 * of rows where the rows are, or for one row without Spark.
 *
 * @param <M> the model itself
 */
public abstract class MlpModel<M extends MlpModel<M>> extends MlpModelSetters<M>
    implements MLWritable {
  private static final long serialVersionUID = 1;

  private final String uid;
  private final MlpParamSet params;

  /** Serialized with the model into closures; the summary is not. */
  private final NetworkModel network;

  private transient MlpTrainingSummary summary;

  /** Kept while the model is, so that each call of transform does not send the weights again. */
  private transient Predictor predictor;

  MlpModel(String uid, NetworkModel network) {
    this.uid = uid;
    this.network = network;
    params = new MlpParamSet(this);
    params.setDefaultsOf(this);
  }

  @Override
  public String uid() {
    return uid;
  }

  @Override
  public MlpParamSet paramSet() {
    return params;
  }

  /** The trained network, which needs no Spark. */
  public NetworkModel networkModel() {
    if (network == null) {
      throw new IllegalStateException("this model is empty; fit or load one");
    }
    return network;
  }

  /** The numbers of the vectors it takes, or of a row of the columns that it learned from. */
  public int numFeatures() {
    return encoder().rawWidth();
  }

  private TableEncoder encoder() {
    return networkModel().metadata().encoder();
  }

  /** The columns to answer by, in the order of those that it learned from and did not leave out. */
  private List<String> features() {
    return InputColumns.used(encoder().columns(), InputColumns.of(this));
  }

  /** How the training went; empty for a model that was loaded. */
  public Optional<MlpTrainingSummary> summary() {
    return Optional.ofNullable(summary);
  }

  void setSummary(MlpTrainingSummary summary) {
    this.summary = summary;
  }

  abstract M newInstance(NetworkModel theNetwork);

  /** The columns to add, and how to fill them from the network's outputs. */
  abstract PredictionWriter predictions();

  @Override
  public String explainParam(Param<?> param) {
    return ParamSupport.readable(super.explainParam(param), this, param);
  }

  @Override
  public M copy(ParamMap extra) {
    M copied = copyValues(newInstance(network), extra);
    copied.setSummary(summary);
    return copied.setParent(parent());
  }

  @Override
  public StructType transformSchema(StructType schema) {
    List<String> features = features();
    Predictor.requireFit(networkModel().metadata(), schema, features, predictions());
    List<RawColumn> learned = encoder().columns().stream().filter(RawColumn::isUsed).toList();
    for (int c = 0; c < learned.size(); c++) {
      if (learned.get(c).kind() == RawColumn.Kind.VECTOR) {
        Schemas.requireWidth(
            schema, features.get(c), learned.get(c).width(), networkModel().network());
      }
    }
    return Schemas.with(schema, predictions().fields());
  }

  @Override
  public Dataset<Row> transform(Dataset<?> dataset) {
    transformSchema(dataset.schema());
    JavaSparkContext spark =
        JavaSparkContext.fromSparkContext(dataset.sparkSession().sparkContext());
    return predictor(spark).predict(dataset.toDF(), features(), predictions());
  }

  private synchronized Predictor predictor(JavaSparkContext spark) {
    if (predictor == null || !predictor.serves(spark, getDevice())) {
      predictor = new Predictor(spark, network, getDevice());
    }
    return predictor;
  }

  /** The network's raw outputs for one row, without Spark. */
  float[] rawOutputs(Vector features) {
    List<RawColumn> columns = encoder().columns();
    boolean isOfVectors = columns.size() == 1 && columns.get(0).kind() == RawColumn.Kind.VECTOR;
    if (!isOfVectors && InputColumns.areRaw(this)) {
      throw new IllegalStateException(
          "this model learned from the columns "
              + MessageText.list(encoder().features())
              + ", of which a vector does not tell; use transform, or networkModel().predict with"
              + " a map of the row's cells by their columns");
    }
    double[] values = features.toArray();
    float[] row = new float[values.length];
    for (int i = 0; i < row.length; i++) {
      row[i] = (float) values[i];
    }
    if (isOfVectors && row.length == encoder().rawWidth()) {
      networkModel().metadata().rawRow().findCategories(0, row, 0);
    }
    return networkModel().rawOutputs(row);
  }

  @Override
  public MLWriter write() {
    return new MlpModelWriter(this);
  }

  @Override
  public String toString() {
    String trained = network == null ? "none" : "'" + network.network() + "'";
    return getClass().getSimpleName() + ": uid=" + uid + ", network=" + trained;
  }
}
