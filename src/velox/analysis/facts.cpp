// SPDX-License-Identifier: Apache-2.0
// The public face. Names and types are computed in analyse(); what functions do, and control-flow graphs, when first asked for.
#include "velox/analysis/facts.hpp"

#include <algorithm>
#include <mutex>

#include <fmt/format.h>

#include "velox/analysis/effects.hpp"
#include "velox/analysis/flow.hpp"
#include "velox/analysis/regions.hpp"
#include "velox/analysis/scopes.hpp"
#include "velox/analysis/tree.hpp"
#include "velox/analysis/types.hpp"

namespace velox::analysis {

namespace {

std::map<NodeIndex, const model::ObservedUnit*> observations(const source::ParsedModule& module, const Tree& tree,
                                                             const std::vector<model::ObservedUnit>& observed) {
  std::map<NodeIndex, const model::ObservedUnit*> out;
  for (const auto& seen : observed) {
    // Of two functions with one name we cannot tell which was observed.
    const auto same = std::count_if(module.units().begin(), module.units().end(),
                                    [&](const model::Unit& u) { return u.id.qualname == seen.unit.qualname; });
    const bool here = seen.unit.file.empty() || seen.unit.file == module.file();
    if (same != 1 || !here || seen.calls == 0) continue;
    const auto node = tree.find(module.definition(*module.find_unit(seen.unit.qualname)));
    if (node != kNone) out[node] = &seen;
  }
  return out;
}

}  // namespace

struct Facts::State {
  State(const source::ParsedModule& module, const std::vector<model::ObservedUnit>& observed)
      : tree(module.flat()),
        scopes(tree),
        seen(observations(module, tree, observed)),
        types(scopes, seen),
        effects(scopes, types),
        regions(scopes, types, effects) {
    seen.clear();  // the units belong to the caller
  }

  const Flow& flow_of(NodeIndex body) const {
    const std::lock_guard lock(mutex);
    auto& flow = flows[body];
    if (!flow) flow = std::make_unique<Flow>(tree, body);
    return *flow;
  }

  const Tree& tree;
  Scopes scopes;
  std::map<NodeIndex, const model::ObservedUnit*> seen;
  Types types;
  EffectAnalysis effects;
  Regions regions;
  mutable std::mutex mutex;
  mutable std::map<NodeIndex, std::unique_ptr<Flow>> flows;
};

Facts::Facts(std::unique_ptr<State> state) : state_(std::move(state)) {}
Facts::Facts(Facts&&) noexcept = default;
Facts& Facts::operator=(Facts&&) noexcept = default;
Facts::~Facts() = default;

Facts Facts::analyse(const source::ParsedModule& module, const std::vector<model::ObservedUnit>& observed) {
  return Facts(std::make_unique<State>(module, observed));
}

const Binding* Facts::binding(Node identifier) const {
  const auto b = state_->scopes.binding_at(state_->tree.find(identifier));
  if (b < 0) return nullptr;
  const auto& info = state_->scopes.info(b);
  if (!info.is_builtin && state_->scopes.scope(info.scope).poisoned) return nullptr;
  if (info.is_builtin && state_->scopes.builtins_poisoned()) return nullptr;
  return &state_->scopes.face(b);
}

bool Facts::is_builtin(Node identifier, std::string_view name) const {
  const auto i = state_->tree.find(identifier);
  return state_->tree.is(i, Kind::identifier_k) && state_->scopes.resolve(i) == name && is_builtin_name(name);
}

std::optional<std::string> Facts::resolve(Node expression) const {
  const auto i = state_->tree.find(expression);
  if (i == kNone) return std::nullopt;
  auto name = state_->scopes.resolve(i);
  if (name.empty()) return std::nullopt;
  return name;
}

bool Facts::poisoned(Node node) const {
  const auto i = state_->tree.find(node);
  if (i == kNone) return true;
  const auto opened = state_->scopes.opened_by(i);
  return state_->scopes.poisoned(opened >= 0 ? opened : state_->scopes.scope_at(i));
}

std::string Facts::fresh_name(Node, std::string_view wish) const {
  // A name that occurs nowhere in the module is free everywhere in it.
  static const std::set<std::string_view> kKeywords = {
      "False",    "None",   "True",  "and",  "as",     "assert",   "async",   "await", "break", "class",
      "continue", "def",    "del",   "elif", "else",   "except",   "finally", "for",   "from",  "global",
      "if",       "import", "in",    "is",   "lambda", "nonlocal", "not",     "or",    "pass",  "raise",
      "return",   "try",    "while", "with", "yield",  "match",    "case",    "type",  "_",     ""};
  const auto taken = [&](std::string_view name) {
    return state_->scopes.all_names().contains(name) || kKeywords.contains(name) || is_builtin_name(name);
  };
  std::string name(wish);
  for (int n = 2; taken(name); ++n) name = fmt::format("{}_{}", wish, n);
  return name;
}

std::optional<TypeFact> Facts::type_of(Node expression) const {
  const auto i = state_->tree.find(expression);
  if (i == kNone) return std::nullopt;
  const auto& tree = state_->tree;
  if (tree.is(i, Kind::identifier_k) && state_->scopes.binding_at(i) < 0) return std::nullopt;
  const auto type = state_->types.of(i);
  if (!type.known()) return std::nullopt;
  TypeFact fact;
  fact.name = std::string(name_of(type.name));
  const bool holds = is_plain_container(type.name) || is_iterator(type.name);
  if (holds) fact.element = std::string(name_of(element_of(type).name));
  if (is_table(type.name)) fact.element = std::string(name_of(type.element));
  fact.hashable_elements = holds && (type.hashable || is_scalar(element_of(type).name));
  fact.certainty = type.certainty;
  fact.because = state_->types.because(type, i);
  return fact;
}

Effects Facts::effects(Node piece) const { return state_->effects.of(state_->tree.find(piece), Reads::listed); }

Effects Facts::call_effects(Node function_definition) const {
  const auto* summary = state_->effects.summary(state_->tree.find(function_definition));
  if (summary == nullptr) return state_->effects.of(kNone);
  auto effects = summary->effects;
  effects.writes |= std::find(summary->changes.begin(), summary->changes.end(), true) != summary->changes.end();
  return effects;
}

bool Facts::invariant(Node expression, Node region) const {
  return state_->regions.invariant(state_->tree.find(expression), state_->tree.find(region));
}

bool Facts::mutated_in(const Binding& binding, Node region, const std::vector<Node>& allowed) const {
  std::vector<NodeIndex> spared;
  for (const auto& node : allowed) spared.push_back(state_->tree.find(node));
  return state_->regions.mutated_in(state_->scopes.index_of(binding), state_->tree.find(region), spared);
}

bool Facts::escapes(const Binding& binding, Node region) const {
  return state_->regions.escapes(state_->scopes.index_of(binding), state_->tree.find(region));
}

bool Facts::dead_after(const Binding& binding, Node statement) const {
  const auto b = state_->scopes.index_of(binding);
  if (b < 0) return false;
  const auto& info = state_->scopes.info(b);
  const auto& scope = state_->scopes.scope(info.scope);
  if (scope.kind != ScopeKind::function || scope.poisoned || info.deferred || binding.written_elsewhere) return false;
  const auto body = state_->tree.child(scope.node, Field::body);
  const auto at = state_->tree.find(statement_of(statement));
  if (body == kNone || at == kNone || !state_->tree.inside(at, body)) return false;
  return !state_->flow_of(body).read_after(state_->scopes, b, at);
}

bool Facts::pure_function(Node function_definition, std::string* why_not) const {
  auto reason = state_->regions.impurity(state_->tree.find(function_definition));
  if (why_not != nullptr) *why_not = reason;
  return reason.empty();
}

Node Facts::enclosing_loop(Node node) const {
  return state_->tree.node(state_->regions.enclosing_loop(state_->tree.find(node)));
}

Node Facts::enclosing_function(Node node) const {
  return state_->tree.node(state_->regions.enclosing_function(state_->tree.find(node)));
}

Node Facts::statement_of(Node node) const {
  const auto& tree = state_->tree;
  auto i = tree.find(node);
  while (i != kNone && !tree.is(tree.parent(i), Kind::block_k) && !tree.is(tree.parent(i), Kind::module_k))
    i = tree.parent(i);
  while (tree.is(i, Kind::case_clause_k)) {  // the block of a match holds clauses, not statements
    i = tree.parent(tree.parent(i));
  }
  return tree.node(i);
}

int Facts::loop_depth(Node node) const { return state_->regions.loop_depth(state_->tree.find(node)); }

}  // namespace velox::analysis
