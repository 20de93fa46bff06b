// SPDX-License-Identifier: Apache-2.0
#include "velox/agents/knowledge_base.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "velox/agents/catalogue.hpp"
#include "velox/agents/memory.hpp"
#include "velox/base/json_full.hpp"
#include "velox/base/statistics.hpp"
#include "velox/profile/targets.hpp"

namespace velox::agents {

namespace {

using model::VerdictKind;

// Cases whose vector can be compared, and the index over them.
class Known {
 public:
  explicit Known(std::vector<model::Case> all) : cases_(comparable(std::move(all), vectors_)), index_(vectors_) {}

  KnowledgeAbout about(const source::ParsedModule& module, const model::Unit& unit, std::size_t count) const {
    KnowledgeAbout found;
    found.unit = unit.id;
    found.line = unit.line;
    found.cases = cases_.size();
    auto neighbours = index_.nearest(knowledge::vector_of(module.definition(unit)), count);
    std::erase_if(neighbours, [](const auto& n) { return n.similarity < knowledge::kLeastSimilar; });
    found.advice = knowledge::advise(cases_, neighbours);
    std::set<std::pair<std::string, std::string>> told;
    for (const auto& neighbour : neighbours) {
      const model::Case& known = cases_[neighbour.index];
      if (!told.emplace(known.unit, known.strategy).second) continue;
      found.similar.push_back({known.unit.empty() ? "another project" : known.unit, neighbour.similarity,
                               known.strategy, known.verdict, known.gain, known.python});
    }
    return found;
  }

 private:
  static std::vector<model::Case> comparable(std::vector<model::Case> all,
                                             std::vector<knowledge::UnitVector>& vectors) {
    std::vector<model::Case> kept;
    for (auto it = all.rbegin(); it != all.rend(); ++it) {  // of equally similar ones the newest comes first
      if (it->vector_version != knowledge::kVectorVersion) continue;
      const auto vector = knowledge::read_vector(it->vector);
      if (!vector) continue;
      vectors.push_back(*vector);
      kept.push_back(std::move(*it));
    }
    return kept;
  }

  std::vector<knowledge::UnitVector> vectors_;
  std::vector<model::Case> cases_;
  knowledge::SimilarityIndex index_;
};

struct Fared {
  Practice practice;
  std::vector<double> gains, seconds;
};

}  // namespace

Result<std::vector<KnowledgeAbout>> search_knowledge(const Options& options, std::size_t count) {
  const auto root = options.root ? std::optional<fs::path>(*options.root) : std::nullopt;
  const auto selection = VX_TRY(profile::select_targets(options.targets, root));
  if (selection.units.empty())
    return fail(ErrorCode::usage, "kb search wants a function or method", "Name it: velox kb search FILE.py::NAME");
  auto memory = VX_TRY(Memory::open(selection.project.root()));
  const Known known(VX_TRY(memory.cases()));
  std::vector<KnowledgeAbout> found;
  for (const std::string& file : selection.files) {
    const auto module = VX_TRY(source::ParsedModule::load(selection.project.root() / file, file));
    for (const model::Unit& unit : module.units()) {
      if (selection.selects(unit.id)) found.push_back(known.about(module, unit, count));
    }
  }
  return found;
}

Result<std::vector<Practice>> practices(const Options& options) {
  auto memory = VX_TRY(Memory::open(options.root ? std::optional<fs::path>(*options.root) : std::nullopt));
  std::map<std::string, std::string> titles;
  for (const auto& entry : VX_TRY(catalogue_of(memory.root()))) titles[entry.page.id] = entry.page.title;
  std::map<std::pair<std::string, std::string>, Fared> all;
  for (const model::Case& known : VX_TRY(memory.cases())) {
    if (known.verdict == VerdictKind::inconclusive) continue;
    Fared& fared = all[{known.strategy, known.python}];
    fared.practice.strategy = known.strategy;
    fared.practice.python = known.python;
    ++fared.practice.tried;
    fared.practice.wrong += known.verdict == VerdictKind::not_equivalent || known.verdict == VerdictKind::unsafe;
    fared.seconds.push_back(known.seconds);
    if (known.verdict != VerdictKind::accepted) continue;
    ++fared.practice.accepted;
    fared.gains.push_back(known.gain);
  }
  std::vector<Practice> found;
  for (auto& [key, fared] : all) {
    fared.practice.title = titles[fared.practice.strategy];
    fared.practice.gain = median(fared.gains);
    fared.practice.seconds = median(fared.seconds);
    found.push_back(std::move(fared.practice));
  }
  std::ranges::stable_sort(found, std::greater(), &Practice::accepted);
  return found;
}

Json to_json(const std::vector<KnowledgeAbout>& found) {
  Json units = Json::array();
  for (const auto& about : found) {
    Json similar = Json::array(), advice = Json::array();
    for (const auto& s : about.similar) {
      similar.push_back({{"unit", s.unit},
                         {"similarity", s.similarity},
                         {"strategy", s.strategy},
                         {"verdict", model::to_string(s.verdict)},
                         {"log_speedup", s.gain},
                         {"python", s.python}});
    }
    for (const auto& a : about.advice) {
      advice.push_back({{"strategy", a.strategy},
                        {"cases", a.cases},
                        {"accepted", a.accepted},
                        {"chance", a.chance},
                        {"low", a.low},
                        {"high", a.high},
                        {"log_speedup", a.gain},
                        {"seconds", a.seconds}});
    }
    units.push_back({{"unit", about.unit.text()},
                     {"line", about.line},
                     {"cases", about.cases},
                     {"similar", std::move(similar)},
                     {"advice", std::move(advice)}});
  }
  return {{"schema", "velox.knowledge/1"}, {"units", std::move(units)}};
}

Json to_json(const std::vector<Practice>& found) {
  Json list = Json::array();
  for (const auto& p : found) {
    list.push_back({{"strategy", p.strategy},
                    {"title", p.title},
                    {"python", p.python},
                    {"tried", p.tried},
                    {"accepted", p.accepted},
                    {"wrong", p.wrong},
                    {"log_speedup", p.gain},
                    {"seconds", p.seconds}});
  }
  return {{"schema", "velox.practices/1"}, {"practices", std::move(list)}};
}

}  // namespace velox::agents
