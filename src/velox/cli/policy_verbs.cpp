// SPDX-License-Identifier: Apache-2.0
// learn status, train, compare, promote, rollback: the policy that chooses what to try.
#include <CLI/CLI.hpp>

#include <fmt/format.h>
#include <unistd.h>

#include <cmath>

#include "velox/agents/policy_comparison.hpp"
#include "velox/agents/policy_status.hpp"
#include "velox/agents/policy_training.hpp"
#include "velox/base/json_full.hpp"
#include "velox/base/text.hpp"
#include "velox/cli/learn_verbs.hpp"
#include "velox/cli/option_parsing.hpp"
#include "velox/cli/status_line.hpp"
#include "velox/cli/terminal.hpp"
#include "velox/cli/verbs.hpp"

namespace velox::cli {

namespace {

constexpr std::size_t kShownStrategies = 15;
constexpr int kStrategyColumns = 34;
constexpr int kPolicyColumns = 10;
constexpr std::size_t kDateColumns = 10;  ///< of "2026-01-31T12:00:00Z"

struct Arguments {
  std::string root, json, name, other;
  std::string budget = "60s";
  std::string outcomes;
  agents::TrainSetting train;
  int seeds = 5;
};

Result<agents::Memory> open_memory(const Arguments& arguments) {
  return agents::Memory::open_or_create(arguments.root.empty() ? std::nullopt
                                                               : std::optional<fs::path>(arguments.root));
}

int write_json(const Arguments& arguments, const Json& document) {
  const auto written = write_document(arguments.json, json::dump(document, 2) + "\n");
  return written ? kDone : report_error(written.error());
}

std::string date_of(const std::string& at) { return at.substr(0, kDateColumns); }

std::string counted(std::int64_t count, const char* noun) { return plural(static_cast<std::uint64_t>(count), noun); }

std::string interval_text(const agents::ComparedPolicies& compared) {
  return fmt::format("{:+.3f} [{:+.3f}, {:+.3f}] against {} on {}", compared.difference, compared.low, compared.high,
                     compared.champion, plural(compared.projects, "project"));
}

void print_in_use(const agents::PolicyStatus& status, const Style& style) {
  const std::string since = status.since ? "since " + date_of(*status.since) + ", before it " + *status.before
                                         : "the one that needs no training; none was promoted";
  fmt::print("  in use    {}  {}\n", style.bold(status.in_use), style.dim(since));
  fmt::print("  recorded  {}, {}\n", counted(status.sessions, "session"), plural(status.experiments, "experiment"));
}

void print_shelved(const agents::ShelvedPolicy& shelved, const agents::PolicyStatus& status, const Style& style) {
  const auto& policy = shelved.policy;
  const auto& learned = policy.trained_on;
  std::string fate;
  if (!shelved.problem.empty())
    fate = style.red("cannot be used: ") + shelved.problem;
  else if (policy.name == status.in_use)
    fate = style.green("in use");
  else if (!shelved.last)
    fate = style.dim(fmt::format("not compared yet: velox learn compare {} --outcomes FILE", policy.name));
  else
    fate = interval_text(*shelved.last) + (shelved.last->better
                                               ? style.green(" · better: velox learn promote " + policy.name)
                                               : style.dim(" · not surely better"));
  fmt::print("  {}  {}  {}, {}  {}\n", fit(policy.name, kPolicyColumns), style.dim(date_of(policy.made_at)),
             counted(learned.sessions, "session"), plural(learned.projects.size(), "recorded project"), fate);
}

void print_strategies(const agents::PolicyStatus& status, const Style& style) {
  if (status.strategies.empty()) {
    fmt::print("\n  nothing was tried here yet: velox optimize FILE.py\n");
    return;
  }
  fmt::print("\n  {}\n", style.dim(fit("strategy", kStrategyColumns) + "  tried  accepted      gain     each"));
  for (std::size_t i = 0; i < std::min(status.strategies.size(), kShownStrategies); ++i) {
    const auto& record = status.strategies[i];
    const std::string gain = record.accepted > 0 ? show_factor(std::exp(record.log_gain)) : "–";
    const int pad = 8 - columns_of(gain);
    fmt::print("  {}  {:>5}  {:>7.0f} %  {}{}  {:>7}\n", fit(record.strategy, kStrategyColumns), record.tried,
               100.0 * record.accepted / record.tried, std::string(static_cast<std::size_t>(std::max(pad, 0)), ' '),
               record.accepted > 0 ? style.green(gain) : style.dim(gain), show_seconds(record.seconds));
  }
  if (status.strategies.size() > kShownStrategies)
    fmt::print("  {}\n", style.dim(fmt::format("and {} more (--json - lists them)",
                                               status.strategies.size() - kShownStrategies)));
}

int show_status(const Arguments& arguments, const agents::Installation&) {
  auto memory = agents::Memory::open(arguments.root.empty() ? std::nullopt : std::optional<fs::path>(arguments.root));
  if (!memory) return report_error(memory.error());
  const auto status = agents::policy_status(*memory);
  if (!status) return report_error(status.error());
  if (!arguments.json.empty()) return write_json(arguments, agents::to_json(*status));
  const Style style = Style::detect(STDOUT_FILENO, false);
  print_in_use(*status, style);
  if (!status->trained.empty()) fmt::print("\n");
  for (const auto& shelved : status->trained) print_shelved(shelved, *status, style);
  print_strategies(*status, style);
  return kDone;
}

int train(const Arguments& arguments, const agents::Installation& installation) {
  auto memory = open_memory(arguments);
  if (!memory) return report_error(memory.error());
  agents::TrainSetting setting = arguments.train;
  const auto budget = agents::parse_duration(arguments.budget);
  if (!budget) return report_error(budget.error());
  setting.budget_s = *budget;
  setting.cancel = installation.cancel;
  if (!arguments.outcomes.empty()) setting.outcomes = arguments.outcomes;
  StatusLine line(stderr, Style::detect(STDERR_FILENO, !arguments.json.empty()));
  const auto policy = agents::train_policy(*memory, setting, [&](const std::string& what) { line.set(what, 0); });
  line.finish();
  if (!policy) return report_error(policy.error());
  const agents::PolicyShelf shelf(memory->home().policies());
  const fs::path folder = shelf.folder_of(policy->name);
  if (!arguments.json.empty())
    return write_json(arguments, {{"schema", "velox.trained-policy/1"},
                                  {"name", policy->name},
                                  {"kind", policy->kind},
                                  {"folder", folder.string()},
                                  {"sessions", policy->trained_on.sessions},
                                  {"projects", policy->trained_on.projects}});
  fmt::print("policy {} learned from {} and {}\n", policy->name, counted(policy->trained_on.sessions, "session"),
             plural(policy->trained_on.projects.size(), "recorded project"));
  fmt::print(
      "  {}\n  velox learn compare {} --outcomes FILE · it is in use only after it has won: velox learn promote {}\n",
      folder.string(), policy->name, policy->name);
  return kDone;
}

std::string interval_text(const learn::Interval& interval, const char* sign) {
  return fmt::format(fmt::runtime(fmt::format("{{:{0}.3f}} [{{:{0}.3f}}, {{:{0}.3f}}]", sign)), interval.value,
                     interval.low, interval.high);
}

void print_performance(const std::string& name, const agents::Performance& performance) {
  fmt::print("  {}  {:>3.0f} % [{:.0f}, {:.0f}]  {:>22} [{:.1f}, {:.1f}] s  {:>10.0f} %\n", fit(name, kPolicyColumns),
             100 * performance.gain_share.value, 100 * performance.gain_share.low, 100 * performance.gain_share.high,
             fmt::format("{:.1f}", performance.cost.value), performance.cost.low, performance.cost.high,
             100 * performance.reached);
}

// Shares and seconds are means over the projects on which something is to be gained, with 95 % intervals.
void print_performances(const agents::PolicyComparison& done, const Style& style) {
  const auto& replayed = done.replayed;
  if (done.challenger.gain_share.count > 0) {
    fmt::print("\n  {}\n", style.dim(fit("", kPolicyColumns) +
                                     "  of the best known gain   seconds to 95 % of that   of sessions get there"));
    print_performance(done.kept.challenger, done.challenger);
    print_performance(done.kept.champion, done.champion);
  }
  fmt::print("\n  reward  {}  {}\n", interval_text(replayed.reward, "+"),
             style.dim("log gain of the workload less the share of the budget spent, a session"));
  fmt::print("  area    {}  {}\n", interval_text(replayed.area, "+"),
             style.dim("share of the best known gain, mean over the budget"));
  fmt::print("  better on {}, worse on {}, as good on {}\n",
             plural(static_cast<std::uint64_t>(replayed.wins), "project"), replayed.losses, replayed.ties);
}

int compare(const Arguments& arguments, const agents::Installation&) {
  auto memory = open_memory(arguments);
  if (!memory) return report_error(memory.error());
  const auto budget = agents::parse_duration(arguments.budget);
  if (!budget) return report_error(budget.error());
  const auto done = agents::compare_policies(
      *memory, {arguments.name, arguments.other, arguments.outcomes, *budget, arguments.seeds});
  if (!done) return report_error(done.error());
  if (!arguments.json.empty()) return write_json(arguments, agents::to_json(*done));
  const auto& kept = done->kept;
  const Style style = Style::detect(STDOUT_FILENO, false);
  fmt::print("{} against {} on {} that neither was trained on, {} each\n", style.bold(kept.challenger),
             style.bold(kept.champion), plural(kept.projects, "recorded project"), plural(kept.seeds, "session"));
  if (kept.left_out > 0)
    fmt::print("  {}\n", style.dim(fmt::format("{} left out: one of the two was trained on them",
                                               plural(kept.left_out, "project"))));
  print_performances(*done, style);
  if (kept.better)
    fmt::print("\n  {}: velox learn promote {}\n", style.green("surely better"), kept.challenger);
  else
    fmt::print("\n  not surely better: {} stays a challenger\n", kept.challenger);
  return kDone;
}

int promote(const Arguments& arguments, const agents::Installation&) {
  auto memory = open_memory(arguments);
  if (!memory) return report_error(memory.error());
  const auto done = agents::promote_policy(*memory, arguments.name);
  if (!done) return report_error(done.error());
  if (!arguments.json.empty())
    return write_json(arguments, {{"schema", "velox.policy-in-use/1"}, {"in_use", arguments.name}});
  fmt::print("policy {} is in use from now on · velox learn rollback takes it back\n", arguments.name);
  return kDone;
}

int roll_back(const Arguments& arguments, const agents::Installation&) {
  auto memory = open_memory(arguments);
  if (!memory) return report_error(memory.error());
  const auto name = agents::roll_back_policy(*memory);
  if (!name) return report_error(name.error());
  if (!arguments.json.empty()) return write_json(arguments, {{"schema", "velox.policy-in-use/1"}, {"in_use", *name}});
  fmt::print("policy {} is in use again\n", *name);
  return kDone;
}

using Run = int (*)(const Arguments&, const agents::Installation&);

CLI::App* add(CLI::App& learn, Context& context, const char* name, const char* help,
              const std::shared_ptr<Arguments>& given, Run run) {
  CLI::App* verb = learn.add_subcommand(name, help);
  verb->add_option("--root", given->root, "The project's folder; found when not given")->type_name("DIR");
  verb->add_option("--json", given->json, "Write the result to a file, or - for stdout")->type_name("FILE");
  verb->callback([&context, given, run] {
    context.action = [&context, given, run] { return run(*given, context.installation); };
  });
  return verb;
}

void add_train(CLI::App& learn, Context& context) {
  auto given = std::make_shared<Arguments>();
  CLI::App* verb = add(learn, context, "train",
                       "A new policy from the sessions that are remembered and from recorded outcomes", given, train);
  verb->add_option("--kind", given->train.kind, "bandit, or dqn, which velox-trainer makes")->capture_default_str();
  verb->add_option("--outcomes", given->outcomes, "A file of `velox learn collect`, on which sessions are replayed")
      ->type_name("FILE");
  verb->add_option("--budget", given->budget, "Of a replayed session")->type_name("TIME")->capture_default_str();
  verb->add_option("--steps", given->train.steps, "Of gradient descent (dqn)")->capture_default_str();
  verb->add_option("--seed", given->train.seed, "Of all chance")->capture_default_str();
}

void add_compare(CLI::App& learn, Context& context) {
  auto given = std::make_shared<Arguments>();
  CLI::App* verb = add(learn, context, "compare",
                       "Two policies on recorded projects that neither has seen: gain against cost", given, compare);
  verb->add_option("CHALLENGER", given->name, "A trained policy or a kind; the newest that was trained");
  verb->add_option("CHAMPION", given->other, "What it is compared with; the policy in use");
  verb->add_option("--outcomes", given->outcomes, "A file of `velox learn collect`")->required()->type_name("FILE");
  verb->add_option("--budget", given->budget, "Of a replayed session")->type_name("TIME")->capture_default_str();
  verb->add_option("--seeds", given->seeds, "Sessions on each project")
      ->check(CLI::Range(1, 1000))
      ->capture_default_str();
}

}  // namespace

void add_policies(CLI::App& learn, Context& context) {
  add(learn, context, "status", "The policy in use, what there is to learn from, and what was learned",
      std::make_shared<Arguments>(), show_status);
  add_train(learn, context);
  add_compare(learn, context);
  auto given = std::make_shared<Arguments>();
  add(learn, context, "promote", "Puts a policy into use that was compared with the one in use, and surely better",
      given, promote)
      ->add_option("NAME", given->name, "As `velox learn status` shows it")
      ->required();
  add(learn, context, "rollback", "The policy before the present one comes into use again",
      std::make_shared<Arguments>(), roll_back);
}

}  // namespace velox::cli
