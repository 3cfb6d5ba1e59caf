package org.summand.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.summand.cli.Cli.Result;

/** Tables and networks that do not fit each other, where one is to complete the other. */
class BadPlanTest extends BadInput {
  private Result plan(Path data, Object... more) {
    return train(data, more);
  }

  private Result planned(Path data, String network) {
    return plan(data, "--set", "network=" + network);
  }

  @Test
  void otherWidthThanTheNetworkSays() throws IOException {
    assertRefused(
        planned(data(), "5 -> 8 tanh"),
        2,
        "has 4 feature columns but the network takes 5 inputs; name the features or change");
  }

  @Test
  void taskThatTheNetworkContradicts() throws IOException {
    assertRefused(
        plan(data(), "--task", "numbers"),
        2,
        "data.task is numbers but the network '"
            + Flowers.NETWORK
            + "' ends in a layer for classes");
    assertRefused(plan(data(), "--task", "guess"), 2, "data.task is one of auto, classes, numbers");
  }

  @Test
  void calibrationOfNoProbabilities() throws IOException {
    String calibrated = "train.calibration=temperature";
    assertRefused(
        plan(data(), "--set", calibrated, "--set", "network=8 tanh -> 1 linear"),
        2,
        "calibration 'temperature' is for probabilities of classes, but '1 linear' predicts");
    assertRefused(
        plan(data(), "--set", calibrated, "--set", "network=8 tanh", "--task", "numbers"),
        2,
        "calibration 'temperature' is for probabilities of classes, but '1 linear' predicts");
    assertRefused(plan(data(), "--set", calibrated + "s"), 2, "one of none, temperature");
  }

  @Test
  void validationByNoRows() throws IOException {
    String none = "data.validationFraction=0";
    assertRefused(
        plan(data(), "--set", none, "--set", "train.calibration=temperature"),
        2,
        "train.calibration judges by validation rows, but data.validationFraction is 0",
        "set train.calibration to none");
    assertRefused(
        plan(data(), "--set", none, "--set", "train.patience=3"),
        2,
        "train.patience judges by validation rows",
        "set train.patience to 0");
    assertRefused(plan(data(), "--set", "train.bestBy=auc"), 2, "one of loss, metric");
  }

  @Test
  void smoothedLabelsThatAreNumbers() throws IOException {
    Object[] smoothed = {"--set", "train.labelSmoothing=0.1", "--set", "network=8 tanh"};
    Path data = Files.writeString(directory.resolve("numbers.csv"), "a,label\n1,0.5\n2,1.5\n");
    String numbers = "label smoothing is for classes and for yes or no; where numbers are learned";
    assertRefused(plan(data, smoothed), 2, data + ": " + numbers);
    smoothed[3] = "network=8 tanh -> 1 linear";
    assertRefused(plan(data, smoothed), 2, "train: " + numbers);
    smoothed[1] = "train.labelSmoothing=1";
    assertRefused(plan(data, smoothed), 2, "train.labelSmoothing is a number from 0 to less than");
  }

  @Test
  void networkThatIsNone() throws IOException {
    assertRefused(planned(data(), ""), 2, "network", "nothing does not fit");
    assertRefused(planned(data(), "64"), 2, "a lone number is that of the inputs");
    assertRefused(planned(data(), "8 relu -> 3 sofmax"), 2, "'sofmax'", "softmax, sigmoid, linear");
    assertRefused(planned(data(), "2000000000 relu"), 2, "larger than one array");
  }

  @Test
  void labelsThatAreMissing() throws IOException {
    String remedy = "; 2 of 33 rows have none: delete those rows, or fill in the label";
    Path data =
        Flowers.csv(directory.resolve("gaps.csv"), ROWS, "1,2,3,4,", "1,2,3,4,0", "1,2,3,4,");
    for (String network : new String[] {"8 tanh", Flowers.NETWORK, "8 tanh -> 1 linear"}) {
      assertRefused(
          planned(data, network),
          1,
          "the label in column 'label' is missing in line 32 of " + data + remedy);
    }
  }

  @Test
  void aShortLineIsNoMissingLabel() throws IOException {
    Path data = Flowers.csv(directory.resolve("short.csv"), ROWS, "1,2,3");
    assertRefused(planned(data, "8 tanh"), 1, "'1,2,3' does not have 5 cells", "in line 32 of");
  }

  @Test
  void labelOfOneValue() throws IOException {
    Path data = Files.writeString(directory.resolve("same.csv"), "a,label\n1,7.5\n2,7.5\n");
    assertRefused(
        planned(data, "8 tanh"), 1, "all 2 rows have the label '7.5' in column 'label', so there");
    Files.writeString(data, "a,label\n");
    assertRefused(planned(data, "8 tanh"), 1, "has no rows");
  }

  @Test
  void wordsThatAreToBeNumbers() throws IOException {
    Path data = Flowers.csvOfNames(directory.resolve("names.csv"), ROWS);
    assertRefused(
        plan(data, "--set", "network=8 tanh", "--label", "kind", "--task", "numbers"),
        1,
        "'aster' in column 'kind' is not a number in line 2 of " + data);
    assertRefused(
        plan(data, "--set", "network=8 tanh", "--label", "kind,a", "--task", "classes"),
        1,
        "column 'kind' has 3 different labels (aster, iris, rose), but several labels are learned");
  }

  @Test
  void labelThatIsNotThere() throws IOException {
    assertRefused(
        plan(data(), "--set", "network=8 tanh", "--label", "price"),
        2,
        "there is no column 'price'; the table has a, b, c, d, label");
  }
}
