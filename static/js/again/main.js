// A page that answers a post cannot be asked for again, so after the next step the button Back
// would end on an error of the browser. Before one leaves it, it takes an address that can.

const { address } = document.currentScript.dataset;

const takeAddress = () => history.replaceState(history.state, "", address + location.search);

addEventListener("submit", takeAddress, true);
addEventListener("click", (event) => {
  if (event.target.closest("a[href]")) takeAddress();
}, true);
