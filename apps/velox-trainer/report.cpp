// SPDX-License-Identifier: Apache-2.0
#include "velox-trainer/report.hpp"

#include <fmt/format.h>

#include "velox-trainer/chart.hpp"
#include "velox/base/json_full.hpp"
#include "velox/base/text.hpp"

namespace velox::trainer {

namespace {

using Points = std::vector<std::pair<double, double>>;

constexpr double kSolved = 475;  // the threshold of CartPole-v1 in Gymnasium's registry
constexpr int kMeanOver = 20;

Points points_of(const std::vector<Json>& metrics, const char* kind, const char* member) {
  Points points;
  for (const Json& line : metrics)
    if (json::string_or(line, "kind") == kind && json::member(line, member).is_number())
      points.emplace_back(json::number_or(line, "step"), json::number_or(line, member));
  return points;
}

std::string numbers_of(const Json& result) {
  std::string lines;
  for (const auto& [name, value] : result.items())
    if (value.is_number())
      lines += fmt::format("| {} | {} |\n", text::replace_all(name, "_", " "),
                           value.is_number_float() ? fmt::format("{:.5g}", value.get<double>()) : value.dump());
  return lines;
}

}  // namespace

std::string switches(const Settings& settings) {
  std::vector<std::string> on;
  if (settings.double_targets) on.emplace_back("double");
  if (settings.duelling) on.emplace_back("duelling");
  if (settings.prioritised) on.emplace_back("prioritised");
  if (settings.n_step > 1) on.push_back(std::to_string(settings.n_step) + "-step");
  return on.empty() ? "none" : text::join(on, ", ");
}

std::string curve_page(const Settings& settings, const std::vector<Json>& metrics) {
  const std::string heading = settings.task == "cartpole" ? "CartPole-v1" : "Recorded episodes";
  const std::string text =
      fmt::format("Seed {}, {} steps. Switches: {}.", settings.seed, settings.steps, switches(settings));
  std::vector<Chart> charts;
  if (settings.task == "cartpole") {
    const Points returns = points_of(metrics, "episode", "return");
    charts.push_back({"Return of an episode",
                      "steps",
                      {{"while learning", Stroke::dots, returns},
                       {fmt::format("mean of {}", kMeanOver), Stroke::line, running_mean(returns, kMeanOver)},
                       {"evaluation, no exploration", Stroke::line, points_of(metrics, "evaluation", "mean")}},
                      kSolved});
  } else {
    charts.push_back({"Mean |TD error|",
                      "gradient steps",
                      {{"learnt from", Stroke::line, points_of(metrics, "learning", "error")},
                       {"held out", Stroke::line, points_of(metrics, "learning", "held_out_error")}},
                      {}});
  }
  charts.push_back({"Loss", "steps", {{"Huber loss", Stroke::line, points_of(metrics, "learning", "loss")}}, {}});
  charts.push_back({"Value of what is learnt from",
                    "steps",
                    {{"mean target", Stroke::line, points_of(metrics, "learning", "value")}},
                    {}});
  return page(heading, text, charts);
}

std::string model_card(const Settings& settings, const learn::NetworkPlan& plan, const Json& result) {
  const bool cartpole = settings.task == "cartpole";
  return fmt::format(
      "# Policy: {}\n\n"
      "`policy.safetensors`, schema `velox.policy/1`: {} parameters, hidden layers {}, head `{}`{}.\n\n"
      "## What it is for\n{}\n\n"
      "## How it was trained\nDeep Q-learning by `velox-trainer`; switches: {}. Seed {}, {} steps. All settings are in "
      "`settings.json`, all that was seen in `metrics.jsonl` and, as a picture, in `curve.html`.\n{}\n"
      "## What was measured\n| what | value |\n|---|---|\n{}\n"
      "## Limits\n{}\n",
      cartpole ? "CartPole-v1" : "choice of the next candidate", plan.parameters, fmt::join(plan.shape.hidden, " x "),
      plan.shape.head == learn::Head::actions ? "actions" : "features", plan.shape.duelling ? ", duelling" : "",
      cartpole ? "Balances a pole on a cart. It checks the trainer against a known task and has no use beyond that."
               : "Values the candidates of an optimisation session, and stopping, from the state of the session.",
      switches(settings), settings.seed, settings.steps,
      cartpole ? std::string() : fmt::format("Recorded episodes: SHA-256 `{}`.\n", settings.episodes_sha256),
      numbers_of(result),
      cartpole ? "Situations far from the middle of the track were seen rarely."
               : "It knows the situations and actions that were recorded and no others. An error on held-out episodes "
                 "says how well "
                 "values fit, not how good the choices are: that takes a comparison on projects it has not seen.");
}

}  // namespace velox::trainer
