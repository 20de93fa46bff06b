// SPDX-License-Identifier: Apache-2.0
#include "velox/agents/fact_sheet.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "velox/analysis/facts.hpp"
#include "velox/base/json_full.hpp"
#include "velox/base/text.hpp"
#include "velox/profile/targets.hpp"

namespace velox::agents {

namespace {

using analysis::Binding;
using analysis::BindingKind;
using analysis::Facts;
using source::Node;

const char* name_of(BindingKind kind) {
  switch (kind) {
    case BindingKind::local: return "local";
    case BindingKind::parameter: return "parameter";
    case BindingKind::global: return "global";
    case BindingKind::free: return "free";
    case BindingKind::builtin: return "builtin";
    case BindingKind::import: return "import";
    case BindingKind::unknown: break;
  }
  return "unknown";
}

const char* name_of(analysis::Certainty certainty) {
  switch (certainty) {
    case analysis::Certainty::proven: return "proven";
    case analysis::Certainty::declared: return "declared";
    case analysis::Certainty::observed: return "observed";
  }
  return "observed";
}

std::string words_of(const analysis::Effects& effects) {
  std::vector<std::string> words;
  if (effects.pure()) words.emplace_back("pure");
  if (effects.writes) words.emplace_back("changes something");
  if (effects.calls_unknown) words.emplace_back("runs unknown code");
  if (effects.io) words.emplace_back("input or output");
  if (effects.nondeterministic) words.emplace_back("not the same each time");
  if (effects.awaits_or_yields) words.emplace_back("pauses");
  if (effects.reads_attributes) words.emplace_back("reads attributes of unknown classes");
  if (effects.may_raise) words.emplace_back("may raise");
  return text::join(words, ", ");
}

class Sheet {
 public:
  Sheet(const Facts& facts, const source::ParsedModule& module, const model::Unit& unit)
      : facts_(facts), definition_(module.definition(unit)) {
    sheet_.unit = unit.id;
    sheet_.line = unit.line;
  }

  FactSheet make() {
    sheet_.pure = facts_.pure_function(definition_, &sheet_.why_not_pure);
    source::walk(definition_, [&](Node node) {
      if (node.is("identifier")) add_name(node);
      if (node.is("call")) add_call(node);
      return node == definition_ || !node.is("function_definition");
    });
    return std::move(sheet_);
  }

 private:
  void add_name(Node node) {
    const Binding* binding = facts_.binding(node);
    if (binding == nullptr || binding->kind == BindingKind::builtin || !seen_.insert(binding).second) return;
    NameFacts found;
    found.name = binding->name;
    found.kind = name_of(binding->kind);
    found.line = node.line();
    if (const auto type = type_of(*binding, node)) {
      found.type = type->name + (type->element.empty() ? "" : " of " + type->element);
      found.certainty = name_of(type->certainty);
      found.because = type->because;
    }
    if (binding->kind == BindingKind::local || binding->kind == BindingKind::parameter) {
      found.captured = binding->captured;
      found.changed = facts_.mutated_in(*binding, definition_);
      found.escapes = facts_.escapes(*binding, definition_);
    }
    sheet_.names.push_back(std::move(found));
  }

  // A type is known where a name is read.
  std::optional<analysis::TypeFact> type_of(const Binding& binding, Node first) const {
    for (const Node& load : binding.loads) {
      if (!definition_.span().contains(load.span())) continue;
      if (auto type = facts_.type_of(load)) return type;
    }
    return facts_.type_of(first);
  }

  void add_call(Node node) {
    std::string code;
    for (const char c : node.text()) {
      const bool space = c == ' ' || c == '\n' || c == '\t' || c == '\r';
      if (!space || (!code.empty() && code.back() != ' ')) code += space ? ' ' : c;
    }
    sheet_.calls.push_back({node.line(), std::move(code), facts_.loop_depth(node), words_of(facts_.effects(node))});
  }

  const Facts& facts_;
  Node definition_;
  FactSheet sheet_;
  std::set<const Binding*> seen_;
};

}  // namespace

Result<std::vector<FactSheet>> fact_sheets(const Options& options) {
  const auto root = options.root ? std::optional<fs::path>(*options.root) : std::nullopt;
  const auto selection = VX_TRY(profile::select_targets(options.targets, root));
  if (selection.units.empty())
    return fail(ErrorCode::usage, "--facts wants a function or method", "Name it: velox analyze --facts FILE.py::NAME");
  std::vector<FactSheet> sheets;
  for (const std::string& file : selection.files) {
    const auto module = VX_TRY(source::ParsedModule::load(selection.project.root() / file, file));
    const auto facts = Facts::analyse(module);
    for (const model::Unit& unit : module.units()) {
      if (selection.selects(unit.id)) sheets.push_back(Sheet(facts, module, unit).make());
    }
  }
  return sheets;
}

Json to_json(const std::vector<FactSheet>& sheets) {
  Json units = Json::array();
  for (const auto& sheet : sheets) {
    Json names = Json::array(), calls = Json::array();
    for (const auto& name : sheet.names) {
      names.push_back({{"name", name.name},
                       {"kind", name.kind},
                       {"line", name.line},
                       {"type", name.type.empty() ? Json() : Json(name.type)},
                       {"certainty", name.certainty.empty() ? Json() : Json(name.certainty)},
                       {"because", name.because},
                       {"captured", name.captured},
                       {"changed", name.changed},
                       {"escapes", name.escapes}});
    }
    for (const auto& call : sheet.calls)
      calls.push_back({{"line", call.line}, {"code", call.code}, {"loops", call.loops}, {"effects", call.effects}});
    units.push_back({{"unit", sheet.unit.text()},
                     {"line", sheet.line},
                     {"pure", sheet.pure},
                     {"why_not_pure", sheet.why_not_pure},
                     {"names", std::move(names)},
                     {"calls", std::move(calls)}});
  }
  return {{"schema", "velox.facts/1"}, {"units", std::move(units)}};
}

}  // namespace velox::agents
