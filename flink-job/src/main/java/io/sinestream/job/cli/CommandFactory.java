package io.sinestream.job.cli;

import picocli.CommandLine;

/** Makes the commands, giving those that run for long the means to be interrupted. */
final class CommandFactory implements CommandLine.IFactory {
    private final CommandLine.IFactory others = CommandLine.defaultFactory();
    private final Interrupts interrupts;

    CommandFactory(Interrupts interrupts) {
        this.interrupts = interrupts;
    }

    @Override
    public <K> K create(Class<K> type) throws Exception {
        if (type == DemoCommand.class) {
            return type.cast(new DemoCommand(interrupts));
        }
        if (type == ReplayCommand.class) {
            return type.cast(new ReplayCommand(interrupts));
        }
        if (type == RunCommand.class) {
            return type.cast(new RunCommand(interrupts));
        }
        if (type == RankCommand.class) {
            return type.cast(new RankCommand(interrupts));
        }
        if (type == TrainCommand.class) {
            return type.cast(new TrainCommand(interrupts));
        }
        if (type == SimulateCommand.class) {
            return type.cast(new SimulateCommand(interrupts));
        }
        if (type == EvaluateCommand.class) {
            return type.cast(new EvaluateCommand(interrupts));
        }
        return others.create(type);
    }
}
