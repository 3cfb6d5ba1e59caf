package io.summand.benchmarks.scaling;

import io.summand.spark.cost.Way;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler.LegendPosition;

/** The plots of the page, on logarithmic axes. */
final class Plots {
  static final String ROWS_FILE = "scaling-rows.png";
  static final String MODEL_FILE = "scaling-model.png";

  private final Path folder;
  private final Fits fits;

  Plots(Path folder, Fits fits) {
    this.folder = folder;
    this.fits = fits;
  }

  static String exchangeFile(Cluster cluster) {
    return "scaling-exchange-" + cluster.text() + ".png";
  }

  void exchange(Cluster cluster) throws IOException {
    XYChart chart = chart(cluster.title(), "shards", "milliseconds");
    List<Point> all = fits.points(cluster).stream().filter(point -> point.rows() == 0).toList();
    for (int weights : Fits.distinct(all, Point::weights)) {
      for (Way way : Way.values()) {
        String name = String.format(Locale.ROOT, "%,d, %s", weights, way.text());
        add(
            chart,
            name,
            all.stream().filter(p -> p.weights() == weights && p.way() == way).toList(),
            Point::shards,
            point -> 1e3 * point.seconds());
      }
    }
    save(chart, exchangeFile(cluster));
  }

  void rows() throws IOException {
    XYChart chart = chart("100-100-1, two shards, as jobs", "rows", "milliseconds");
    for (Cluster cluster : Cluster.values()) {
      List<Point> all = fits.points(cluster).stream().filter(point -> point.rows() > 0).toList();
      for (boolean whole : new boolean[] {false, true}) {
        add(
            chart,
            cluster.title() + (whole ? ", all rows a step" : ", the same batch"),
            all.stream()
                .filter(
                    point ->
                        point.way() == Way.ONE_STAGE
                            && point.shards() == 2
                            && (point.batch() == point.rows()) == whole)
                .toList(),
            Point::rows,
            point -> 1e3 * point.seconds());
      }
    }
    save(chart, ROWS_FILE);
  }

  void model() throws IOException {
    XYChart chart = chart("Measured and foretold", "measured, milliseconds", "model, milliseconds");
    for (Cluster cluster : Cluster.values()) {
      add(
          chart,
          cluster.title(),
          fits.points(cluster),
          point -> 1e3 * point.seconds(),
          point -> 1e3 * fits.seconds(point));
    }
    chart.getStyler().setDefaultSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
    save(chart, MODEL_FILE);
  }

  private static XYChart chart(String title, String x, String y) {
    XYChart chart =
        new XYChartBuilder()
            .width(760)
            .height(460)
            .title(title)
            .xAxisTitle(x)
            .yAxisTitle(y)
            .build();
    chart.getStyler().setXAxisLogarithmic(true).setYAxisLogarithmic(true);
    chart.getStyler().setLegendPosition(LegendPosition.OutsideE).setMarkerSize(5);
    return chart;
  }

  /** Adds a line; a chart refuses one without points. */
  private static void add(
      XYChart chart,
      String name,
      List<Point> points,
      ToDoubleFunction<Point> x,
      ToDoubleFunction<Point> y) {
    if (points.isEmpty()) {
      return;
    }
    double[] xs = points.stream().mapToDouble(x).toArray();
    double[] ys = points.stream().mapToDouble(y).toArray();
    chart.addSeries(name, xs, ys);
  }

  private void save(XYChart chart, String file) throws IOException {
    BitmapEncoder.saveBitmap(chart, folder.resolve(file).toString(), BitmapFormat.PNG);
  }
}
