package wattle.signal;

import java.util.Arrays;

/// The hours of a year of 365 days, from multipliers by month and hour.
final class Shape {

    static final double HOUR_S = 3600;
    static final double YEAR_S = 365 * 24 * HOUR_S;

    private static final int[] DAYS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    private static final int HOURS = 24;

    private Shape() {}

    /// 8760 multipliers whose mean is 1.
    static double[] hours(double[][] byMonthAndHour) {
        if (byMonthAndHour.length != DAYS.length
                || !Arrays.stream(byMonthAndHour).allMatch(m -> m.length == HOURS)) {
            throw new IllegalArgumentException("a shape has 12 months of 24 hours");
        }
        double[] hours = new double[365 * HOURS];
        int at = 0;
        Sum sum = new Sum();
        for (int month = 0; month < DAYS.length; month++) {
            for (int i = 0; i < DAYS[month] * HOURS; i++) {
                double multiplier = byMonthAndHour[month][i % HOURS];
                if (!(multiplier >= 0 && multiplier <= Double.MAX_VALUE)) {
                    throw new IllegalArgumentException(
                            "the multiplier of month %d, hour %d is %s".formatted(month + 1, i % HOURS, multiplier));
                }
                hours[at++] = multiplier;
                sum.add(multiplier);
            }
        }
        double mean = sum.value() / hours.length;
        if (!(mean > 0 && mean <= Double.MAX_VALUE)) {
            throw new IllegalArgumentException("the multipliers of a shape have the mean " + mean);
        }
        for (int i = 0; i < hours.length; i++) {
            hours[i] /= mean;
        }
        return hours;
    }
}
