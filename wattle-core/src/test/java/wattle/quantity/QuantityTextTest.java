package wattle.quantity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class QuantityTextTest {

    private static final long SEED = 20260801;

    private static final List<DoubleFunction<Quantity<?>>> TYPES = List.of(
            CarbonIntensity::new,
            CarbonMass::new,
            ComputeRate::new,
            DataRate::new,
            DataSize::new,
            Energy::new,
            EnergyPerBit::new,
            Power::new,
            Scalar::new,
            TimeSpan::new,
            Work::new);

    @Test
    void theTextOfAQuantityIsReadBackToTheSameAmount() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (DoubleFunction<Quantity<?>> type : TYPES) {
            for (int i = 0; i < 1000; i++) {
                double value = (random.nextBoolean() ? 1 : -1) * Math.pow(10, random.nextDouble(-30, 30));
                Quantity<?> quantity = type.apply(value);
                assertThat(QuantityText.parse(quantity.text(), quantity.dimension()))
                        .isEqualTo(value);
            }
            assertThat(type.apply(0).toString()).isEqualTo(type.apply(0).text());
        }
    }

    @ParameterizedTest
    @EnumSource(Dimension.class)
    void everyUnitOfEveryDimensionIsRead(Dimension dimension) {
        for (String unit : dimension.units()) {
            double one = dimension.toBase(1, unit).orElseThrow();
            assertThat(one).as(unit).isPositive().isFinite();
            for (double value : new double[] {0.125, 1, 7, 1234.5, 1e12}) {
                double expected = dimension.isReciprocal(unit) ? one / value : one * value;
                double read = QuantityText.parse(value + " " + unit, dimension);
                assertThat(read).as(value + " " + unit).isCloseTo(expected, within(1e-15 * expected));
                assertThat(QuantityText.parse(value + unit, dimension)).isEqualTo(read);
            }
        }
        assertThat(QuantityText.parse(dimension.example(), dimension)).isPositive();
        assertThat(dimension.toBase(3.5, dimension.baseUnit())).hasValue(3.5);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            12..18 kJ;               ENERGY;         12000;  15000;  18000
            12 .. 18 kJ;             ENERGY;         12000;  15000;  18000
            12 ± 2 kJ;               ENERGY;         10000;  12000;  14000
            12 +/- 2 kJ;             ENERGY;         10000;  12000;  14000
            15 (10..30) Mbit/s;      DATA_RATE;      1e7;    1.5e7;  3e7
            7 kJ;                    ENERGY;         7000;   7000;   7000
            1_000..3_000 W;          POWER;          1000;   2000;   3000
            -5..5;                   SCALAR;         -5;     0;      5
            10..30 %;                SCALAR;         0.1;    0.2;    0.3
            20..50 kbit/J;           ENERGY_PER_BIT; 2e-5;   2.857142857142857e-5; 5e-5
            50 (20..100) kbit/J;     ENERGY_PER_BIT; 1e-5;   2e-5;   5e-5
            40 ± 10 kbit/J;          ENERGY_PER_BIT; 2e-5;   2.5e-5; 3.3333333333333335e-5
            """)
    void rangesAreReadAsPeopleWriteThem(String text, Dimension dimension, double low, double typical, double high) {
        Range range = QuantityText.parseRange(text, dimension);

        assertThat(range.low()).isCloseTo(low, within(1e-12 * Math.abs(low)));
        assertThat(range.typical()).isCloseTo(typical, within(1e-12 * Math.abs(typical)));
        assertThat(range.high()).isCloseTo(high, within(1e-12 * Math.abs(high)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            5 W;         ENERGY;     '5 W' is a power, but an energy is expected here.
            5;           POWER;      '5' has no unit, but a power is expected here.
            5 MB;        DATA_RATE;  '5 MB' is an amount of data, but a data rate is expected here.
            5 Mb;        DATA;       '5 Mb' is not an amount of data: 'Mb' is not a unit of it.
            5 kWhh;      ENERGY;     Maybe 'kWh' instead of 'kWhh'.
            many;        SCALAR;     'many' is not a number.
            18..12 kJ;   ENERGY;     the low end must come first
            50..20 kbit/J; ENERGY_PER_BIT; the low end must come first
            40 (10..30) W; POWER;    the typical value must lie inside
            1e999 W;     POWER;      a power must be finite
            0 bit/J;     ENERGY_PER_BIT; an energy per bit must be finite
            """)
    void whatIsWrongIsSaidWithAHint(String text, Dimension dimension, String message) {
        assertThatThrownBy(() -> QuantityText.parseRange(text, dimension))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void bitsAreNotBytes() {
        assertThat(QuantityText.parse("1 MB", Dimension.DATA))
                .isEqualTo(8 * QuantityText.parse("1 Mbit", Dimension.DATA));
        assertThat(QuantityText.parse("1 MB/s", Dimension.DATA_RATE)).isEqualTo(8e6);
        assertThat(QuantityText.parse("1 MiB", Dimension.DATA)).isEqualTo(8.0 * 1024 * 1024);
        assertThat(DataSize.ofBytes(3).bits()).isEqualTo(24);
        assertThat(DataSize.ofBytes(3).toBytes()).isEqualTo(3);
        for (String ambiguous : List.of("b", "Mb", "Mb/s", "Mbps", "m", "K")) {
            assertThat(Dimension.ofUnit(ambiguous)).as(ambiguous).isEmpty();
        }
    }

    @Test
    void aUnitBelongsToOneDimension() {
        for (Dimension dimension : Dimension.values()) {
            for (String unit : dimension.units()) {
                if (!unit.isEmpty()) {
                    assertThat(Dimension.ofUnit(unit)).as(unit).contains(dimension);
                }
            }
        }
    }

    @Test
    void anEfficiencyIsTheInverseOfACost() {
        assertThat(EnergyPerBit.ofBitsPerJoule(50_000).joulesPerBit())
                .isEqualTo(QuantityText.parse("50 kbit/J", Dimension.ENERGY_PER_BIT))
                .isEqualTo(2e-5);
        assertThat(Energy.ofKilowattHours(2).toKilowattHours()).isEqualTo(2);
        assertThat(new Power(3).over(new TimeSpan(4))).isEqualTo(new Energy(12));
        assertThat(CarbonIntensity.ofGramsPerKilowattHour(360)
                        .of(Energy.ofKilowattHours(10))
                        .kilograms())
                .isCloseTo(3.6, within(1e-12));
    }
}
