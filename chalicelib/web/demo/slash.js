// The stage answers at its bare address too (…/api), where every relative address would lead beside it. Only the
// browser knows for sure what was asked: gateways in front may add a prefix or take one away.
if (!location.pathname.endsWith("/")) location.replace(`${location.pathname}/${location.search}${location.hash}`);
