// SPDX-License-Identifier: Apache-2.0
#include "velox/learn/bandit.hpp"

#include <algorithm>
#include <cmath>

#include "velox/base/json_full.hpp"
#include "velox/learn/session_features.hpp"

namespace velox::learn {

namespace {

constexpr const char* kSchema = "velox.policy-statistics/1";
constexpr std::size_t kSize = 1 + kActionFeatures;  ///< one more for what is always there
constexpr double kPrecision =
    10;  ///< of a prior weight: an untried kind of candidate is uncertain by about half of the noise
constexpr double kChanceNoise = 0.2, kGainNoise = 0.5, kSecondsNoise = 0.5;  ///< variances before anything was seen
constexpr double kMostGain = 8;                                              ///< log gain: a factor of 3,000
constexpr double kFewestSeconds = 0.05, kMostSeconds = 3600;

/// All weight on the feature that says the same.
BayesianRegression model_of(std::size_t feature, double weight, double noise) {
  std::vector<double> mean(kSize, 0);
  mean[1 + feature] = weight;
  return {mean, kPrecision, noise};
}

void fill(std::span<const float> features, std::vector<double>& x) {
  x.assign(1, 1.0);
  x.insert(x.end(), features.begin(), features.end());
}

double value_of(const std::vector<double>& weights, std::span<const float> features) {
  double sum = weights.front();
  for (std::size_t i = 0; i < features.size(); ++i) sum += weights[1 + i] * static_cast<double>(features[i]);
  return sum;
}

Json json_of(const StrategyPast& past) {
  return {{"tried", past.tried},
          {"accepted", past.accepted},
          {"mean_log_gain", past.mean_log_gain},
          {"mean_seconds", past.mean_seconds}};
}

Result<StrategyPast> past_of(const Json& value, const std::string& strategy) {
  const auto wrong = [&](const char* key) {
    return fail(ErrorCode::invalid,
                "'" + std::string(key) + "' of strategy '" + strategy + "' is missing or impossible");
  };
  const Json& tried = json::member(value, "tried");
  const Json& accepted = json::member(value, "accepted");
  constexpr std::uint64_t kMostTries = 1'000'000'000;
  if (!tried.is_number_unsigned() || tried.get<std::uint64_t>() > kMostTries) return wrong("tried");
  if (!accepted.is_number_unsigned() || accepted.get<std::uint64_t>() > tried.get<std::uint64_t>())
    return wrong("accepted");
  StrategyPast past{tried.get<int>(), accepted.get<int>(), json::number_or(value, "mean_log_gain", -1),
                    json::number_or(value, "mean_seconds", -1)};
  if (!(past.mean_log_gain >= 0 && past.mean_log_gain < 100)) return wrong("mean_log_gain");
  if (!(past.mean_seconds >= 0 && past.mean_seconds < 1e9)) return wrong("mean_seconds");
  return past;
}

Result<Experience> experience_of(const Json& strategies) {
  if (!strategies.is_object()) return fail(ErrorCode::invalid, "'strategies' is missing");
  std::map<std::string, StrategyPast> by_strategy;
  for (const auto& [strategy, value] : strategies.items()) by_strategy[strategy] = VX_TRY(past_of(value, strategy));
  return Experience(std::move(by_strategy));
}

}  // namespace

Bandit::Bandit(std::uint64_t seed, Experience experience)
    : random_(seed),
      experience_(std::move(experience)),
      chance_(model_of(kChanceFeature, 1, kChanceNoise)),
      gain_(model_of(kLogGainFeature, kSquash, kGainNoise)),
      seconds_(model_of(kSecondsFeature, kSquash, kSecondsNoise)) {}

Result<Bandit> Bandit::create(PolicySetting setting) {
  Bandit bandit(setting.seed, std::move(setting.experience));
  if (!setting.trained.empty()) VX_TRY_CONTEXT(setting.trained_in, bandit.read(setting.trained));
  return bandit;
}

std::optional<std::size_t> Bandit::choose(const Moment& moment) {
  const auto chances = chance_.sample(random_), gains = gain_.sample(random_), costs = seconds_.sample(random_);
  const auto rows = action_features(moment, experience_);
  std::optional<std::size_t> best;
  // A second costs 1 / budget, so that a reward is positive exactly where the gain per second is above that.
  double most = 1 / moment.budget_s;
  for (std::size_t i = 0; i < moment.actions.size(); ++i) {
    const auto row = std::span(rows).subspan(i * kActionFeatures, kActionFeatures);
    const double chance = std::clamp(value_of(chances, row), 0.0, 1.0);
    const double log_gain = std::clamp(value_of(gains, row), 0.0, kMostGain);
    const double seconds = std::exp(std::clamp(value_of(costs, row), std::log(kFewestSeconds), std::log(kMostSeconds)));
    const double gain_per_second = chance * gain_in(moment.units, moment.actions[i].unit, log_gain) / seconds;
    if (gain_per_second <= most) continue;
    most = gain_per_second;
    best = i;
  }
  return best;
}

void Bandit::learn(const Moment& moment, std::size_t action, const Outcome& outcome) {
  learn(action_features(moment, action, experience_), outcome);
  experience_.add(moment.actions[action].strategy, outcome);
}

void Bandit::learn(std::span<const float> features, const Outcome& outcome) {
  const bool accepted = outcome.verdict == model::VerdictKind::accepted;
  std::vector<double> x;
  fill(features, x);
  chance_.add(x, accepted ? 1 : 0);
  if (accepted) gain_.add(x, outcome.log_gain);
  seconds_.add(x, std::log(std::clamp(outcome.seconds, kFewestSeconds, kMostSeconds)));
}

std::string Bandit::trained() const {
  Json strategies = Json::object();
  for (const auto& [strategy, past] : experience_.by_strategy()) strategies[strategy] = json_of(past);
  const Json value = {
      {"schema", kSchema},
      {"kind", "bandit"},
      {"features", kFeaturesVersion},
      {"models", {{"chance", chance_.to_json()}, {"log_gain", gain_.to_json()}, {"log_seconds", seconds_.to_json()}}},
      {"strategies", std::move(strategies)}};
  return json::dump(value) + "\n";
}

Result<void> Bandit::read(std::string_view text) {
  const Json value = VX_TRY(json::parse(text, "the file"));
  if (json::string_or(value, "schema") != kSchema)
    return fail(ErrorCode::invalid, std::string("'schema' is not ") + kSchema);
  if (json::string_or(value, "kind") != "bandit") return fail(ErrorCode::invalid, "'kind' is not bandit");
  if (json::integer_or(value, "features") != kFeaturesVersion)
    return fail(ErrorCode::unsupported,
                "it was trained for other features than version " + std::to_string(kFeaturesVersion),
                "Train it again.");
  const Json& models = json::member(value, "models");
  const auto model = [&](const char* name) -> Result<BayesianRegression> {
    return VX_TRY_CONTEXT(std::string("model '") + name + "'",
                          BayesianRegression::from_json(json::member(models, name), kSize));
  };
  chance_ = VX_TRY(model("chance"));
  gain_ = VX_TRY(model("log_gain"));
  seconds_ = VX_TRY(model("log_seconds"));
  experience_ = richer_of(experience_, VX_TRY(experience_of(json::member(value, "strategies"))));
  return {};
}

}  // namespace velox::learn
