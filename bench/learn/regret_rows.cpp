// SPDX-License-Identifier: Apache-2.0
#include "regret_rows.hpp"

#include <algorithm>
#include <map>

#include "velox/base/json_full.hpp"

namespace velox::bench {

namespace {

using learn::Interval;

Json json_of(const Row& row, const Terms& terms) {
  return {{"outcomes", terms.outcomes}, {"budget_s", terms.budget_s},   {"dqn_steps", terms.dqn_steps},
          {"policy", row.policy},       {"family", row.family},         {"project", row.project},
          {"seed", row.seed},           {"has_gain", row.has_gain},     {"area", row.score.area},
          {"cost", row.score.cost},     {"reached", row.score.reached}, {"gain_share", row.score.gain_share},
          {"reward", row.score.reward}, {"regret", row.score.regret},   {"seconds", row.score.seconds},
          {"curve", row.score.curve}};
}

Result<Row> row_of(const Json& value, const Terms& terms) {
  const Terms own{json::string_or(value, "outcomes"), json::number_or(value, "budget_s"),
                  json::integer_or(value, "dqn_steps")};
  if (own != terms)
    return fail(ErrorCode::conflict, "the results are of another file of outcomes, budget or number of steps",
                "Name another folder.");
  Row row{json::string_or(value, "policy"),  json::string_or(value, "family"),
          json::string_or(value, "project"), static_cast<std::uint64_t>(json::integer_or(value, "seed")),
          json::bool_or(value, "has_gain"),  {}};
  row.score.area = json::number_or(value, "area");
  row.score.cost = json::number_or(value, "cost");
  row.score.reached = json::bool_or(value, "reached");
  row.score.gain_share = json::number_or(value, "gain_share");
  row.score.reward = json::number_or(value, "reward");
  row.score.regret = json::number_or(value, "regret");
  row.score.seconds = json::number_or(value, "seconds");
  const Json& curve = json::member(value, "curve");
  if (!curve.is_array() || curve.size() != (row.has_gain ? learn::kCurvePoints : 0))
    return fail(ErrorCode::invalid, "a curve has another number of points");
  for (const Json& share : curve) row.score.curve.push_back(share.is_number() ? share.get<double>() : 0);
  return row;
}

/// Of one policy on one project, over the seeds.
struct ProjectMeans {
  double sessions = 0;
  double area = 0, cost = 0, reached = 0, gain_share = 0, reward = 0, regret = 0, seconds = 0;
  std::vector<double> curve;
  bool has_gain = false;

  void add(const Row& row) {
    const auto take_in = [&](double& mean, double value) { mean += (value - mean) / sessions; };
    ++sessions;
    has_gain = row.has_gain;
    take_in(area, row.score.area);
    take_in(cost, row.score.cost);
    take_in(reached, row.score.reached ? 1 : 0);
    take_in(gain_share, row.score.gain_share);
    take_in(reward, row.score.reward);
    take_in(regret, row.score.regret);
    take_in(seconds, row.score.seconds);
    curve.resize(row.score.curve.size());
    for (std::size_t i = 0; i < curve.size(); ++i) take_in(curve[i], row.score.curve[i]);
  }
};

using Projects = std::map<std::string, ProjectMeans>;
using Policies = std::map<std::string, Projects>;

Json json_of(const Interval& interval) { return {interval.value, interval.low, interval.high}; }

enum class Which { all, with_gain };

/// One figure of each project, in the same order for every policy.
template <typename F>
std::vector<double> figures(const Projects& projects, Which which, F&& figure) {
  std::vector<double> found;
  for (const auto& [name, means] : projects) {
    if (which == Which::all || means.has_gain) found.push_back(figure(means));
  }
  return found;
}

std::vector<double> costs(const Projects& projects) {
  return figures(projects, Which::with_gain, [](const ProjectMeans& means) { return means.cost; });
}

Json curve_of(const Projects& projects, double budget_s) {
  Json curve = Json::array();
  for (std::size_t i = 0; i < learn::kCurvePoints; ++i) {
    const auto shares = figures(projects, Which::with_gain, [&](const ProjectMeans& means) { return means.curve[i]; });
    const double seconds = budget_s * static_cast<double>(i) / static_cast<double>(learn::kCurvePoints - 1);
    curve.push_back({{"seconds", seconds}, {"share", json_of(learn::mean_of(shares))}});
  }
  return curve;
}

/// How much more a policy is worth than another one, project by project.
Json difference(const Projects& one, const Projects& other) {
  std::vector<double> rewards, areas;
  for (const auto& [name, means] : one) {
    const ProjectMeans& theirs = other.at(name);
    rewards.push_back(means.reward - theirs.reward);
    if (means.has_gain) areas.push_back(means.area - theirs.area);
  }
  return {{"reward", json_of(learn::mean_of(rewards))}, {"area", json_of(learn::mean_of(areas))}};
}

Json policy_of(const std::string& name, const Policies& policies, double budget_s) {
  const Projects& own = policies.at(name);
  const auto mean = [&](Which which, auto figure) { return json_of(learn::mean_of(figures(own, which, figure))); };
  Json value = {
      {"policy", name},
      {"area", mean(Which::with_gain, [](const ProjectMeans& m) { return m.area; })},
      {"cost", mean(Which::with_gain, [](const ProjectMeans& m) { return m.cost; })},
      {"reached", mean(Which::with_gain, [](const ProjectMeans& m) { return m.reached; })},
      {"gain_share", mean(Which::with_gain, [](const ProjectMeans& m) { return m.gain_share; })},
      {"seconds", mean(Which::all, [](const ProjectMeans& m) { return m.seconds; })},
      {"reward", mean(Which::all, [](const ProjectMeans& m) { return m.reward; })},
      {"regret", mean(Which::all, [](const ProjectMeans& m) { return m.regret; })},
      {"cost_of_catalogue", json_of(learn::ratio_of(costs(own), costs(policies.at("catalogue"))))},
      {"cost_of_random", json_of(learn::ratio_of(costs(own), costs(policies.at("random"))))},
  };
  value["differences"] = Json::object();
  for (const auto& [other, projects] : policies) {
    if (other != name) value["differences"][other] = difference(own, projects);
  }
  value["curve"] = curve_of(own, budget_s);
  return value;
}

}  // namespace

Result<Rows> Rows::open(const fs::path& path, const Terms& terms) {
  Rows rows;
  rows.path_ = path;
  rows.terms_ = terms;
  if (!fs::exists(path)) return rows;
  rows.text_ = VX_TRY(read_file(path));
  for (std::string_view rest = rows.text_; !rest.empty();) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    const Json line = VX_TRY(json::parse(rest.substr(0, end), "a line of " + path.string()));
    rows.rows_.push_back(VX_TRY_CONTEXT(path.string(), row_of(line, terms)));
    rows.done_.insert({rows.rows_.back().family, rows.rows_.back().seed});
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return rows;
}

Result<void> Rows::add(const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    text_ += json::dump(json_of(row, terms_)) + "\n";
    rows_.push_back(row);
    done_.insert({row.family, row.seed});
  }
  return write_file_atomic(path_, text_);
}

Json summary_of(const std::vector<Row>& rows, const Terms& terms) {
  Policies policies;
  std::set<std::string> families;
  std::set<std::uint64_t> seeds;
  for (const Row& row : rows) {
    policies[row.policy][row.family + "\n" + row.project].add(row);
    families.insert(row.family);
    seeds.insert(row.seed);
  }
  Json list = Json::array();
  for (const auto& [name, projects] : policies) list.push_back(policy_of(name, policies, terms.budget_s));
  const Projects any = policies.empty() ? Projects{} : policies.begin()->second;
  return {{"schema", "velox.regret/1"}, {"outcomes", terms.outcomes},
          {"budget_s", terms.budget_s}, {"dqn_steps", terms.dqn_steps},
          {"seeds", seeds.size()},      {"families", families.size()},
          {"projects", any.size()},     {"projects_with_gain", costs(any).size()},
          {"policies", std::move(list)}};
}

}  // namespace velox::bench
