package org.summand.spark.ml;

import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.summand.model.NetworkModel;
import org.summand.spark.predict.PredictionWriter;
import org.summand.spark.predict.Predictor;

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

  /** The width of the vectors it takes. */
  public int numFeatures() {
    return networkModel().network().inputs();
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
  public M copy(ParamMap extra) {
    M copied = copyValues(newInstance(network), extra);
    copied.setSummary(summary);
    return copied.setParent(parent());
  }

  @Override
  public StructType transformSchema(StructType schema) {
    Predictor.requireFit(
        networkModel().metadata(), schema, List.of(getFeaturesCol()), predictions());
    Schemas.requireWidth(schema, getFeaturesCol(), networkModel().network());
    return Schemas.with(schema, predictions());
  }

  @Override
  public Dataset<Row> transform(Dataset<?> dataset) {
    transformSchema(dataset.schema());
    JavaSparkContext spark =
        JavaSparkContext.fromSparkContext(dataset.sparkSession().sparkContext());
    return predictor(spark).predict(dataset.toDF(), List.of(getFeaturesCol()), predictions());
  }

  private synchronized Predictor predictor(JavaSparkContext spark) {
    if (predictor == null || !predictor.serves(spark, getDevice())) {
      predictor = new Predictor(spark, network, getDevice());
    }
    return predictor;
  }

  /** The network's raw outputs for one row, without Spark. */
  float[] rawOutputs(Vector features) {
    double[] values = features.toArray();
    float[] row = new float[values.length];
    for (int i = 0; i < row.length; i++) {
      row[i] = (float) values[i];
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
